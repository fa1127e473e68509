/**
 * Who may call what: one line for each operation of the API and the status that each person gets.
 * `reader` and `researcher` are the two parties of whatever session is in the address; what else is
 * in an address belongs to one of them too (see `requests.ts`). `all` stands for everyone.
 * Another's resource is 404, a
 * missing role or an unconfirmed address 403, no account 401. "-" is not tried. A word after `#`
 * tells the requests of one operation apart. The lines are tried from top to bottom.
 */
export const apiTable = `
                                                                           nobody unverified stranger reader researcher other admin

GET    /consulting/sessions                                                401    403        200      200    200        200   200
POST   /consulting/sessions                                                401    201        201      201    403        201   201
GET    /consulting/sessions/{session_id}                                   401    404        404      200    200        404   404
POST   /consulting/sessions/{session_id}/cancel                            401    404        404      200    200        404   404
POST   /consulting/sessions/{session_id}/cancel#hold                       401    404        404      200    409        404   404
POST   /consulting/sessions/{session_id}/cancel#late                       401    404        404      409    200        404   404
PATCH  /consulting/sessions/{session_id}/cancel                            401    404        404      200    200        404   404
POST   /consulting/sessions/{session_id}/accept                            401    404        404      403    200        404   404
POST   /consulting/sessions/{session_id}/reschedule                        401    404        404      200    403        404   404
POST   /consulting/payments/intent                                         401    404        404      200    403        404   404
POST   /consulting/payments/intent#membership                              401    403        200      200    200        200   200
POST   /consulting/payments/confirm                                        401    404        404      200    403        404   404

POST   /consulting/subscriptions                                           401    403        402      200    402        402   402
GET    /consulting/subscriptions/current                                   401    403        404      200    404        404   404
POST   /consulting/subscriptions/{subscription_id}/cancel                  401    403        404      200    404        404   404
POST   /consulting/subscriptions/{subscription_id}/resume                  401    403        404      200    404        404   404

GET    /consulting/researchers                                             401    403        200      200    200        200   200
GET    /consulting/researchers/search                                      401    403        200      200    200        200   200
GET    /consulting/researchers/{researcher_id}                             401    403        200      200    200        200   200
GET    /consulting/researchers/{researcher_id}#hidden                      401    403        404      404    404        404   200
GET    /consulting/researchers/paper/{paper_id}                            401    403        200      200    200        200   200
GET    /consulting/researchers/{researcher_id}/availability                401    200        200      200    200        200   200
GET    /consulting/researchers/{researcher_id}/reviews                     401    403        200      200    200        200   200
GET    /consulting/time-slots                                              401    200        200      200    200        200   200
GET    /consulting/time-slots/{slot_id}                                    401    200        200      200    200        200   200
GET    /consulting/papers                                                  401    403        200      200    200        200   200
GET    /consulting/papers/{paper_id}                                       401    403        200      200    200        200   200

POST   /consulting/outreach                                                401    403        201      201    201        201   201
GET    /consulting/outreach                                                401    403        200      200    200        200   200
GET    /consulting/outreach/{request_id}                                   401    403        404      200    404        404   404
GET    /consulting/outreach/unsubscribe                                    all 200
POST   /consulting/outreach/unsubscribe                                    all 400
POST   /consulting/outreach/unsubscribe#with-its-token                     all 200

POST   /consulting/sessions/{session_id}/review                            401    403        404      201    403        404   404
GET    /consulting/sessions/{session_id}/review                            401    404        404      200    200        404   404
POST   /consulting/sessions/{session_id}/review/reply                      401    403        404      403    201        404   404
POST   /consulting/sessions/{session_id}/report                            401    404        404      201    201        404   404
GET    /consulting/sessions/{session_id}/report                            401    404        404      200    200        404   404
POST   /consulting/sessions/{session_id}/contest                           401    404        404      403    200        404   404
POST   /consulting/sessions/{session_id}/report/decision                   401    403        403      403    403        403   200

GET    /consulting/researchers/me                                          401    403        403      403    200        200   403
PATCH  /consulting/researchers/me                                          401    403        403      403    200        200   403
POST   /consulting/researchers/me/hide                                     401    403        403      403    200        200   403
POST   /consulting/researchers/me/publish                                  401    403        403      403    200        200   403
PUT    /consulting/researchers/me/avatar                                   401    403        403      403    200        200   403
DELETE /consulting/researchers/me/avatar                                   401    403        403      403    200        200   403

GET    /consulting/researchers/me/verification                             401    403        403      403    200        200   403
POST   /consulting/researchers/me/verification                             401    403        403      403    200        200   403
POST   /consulting/researchers/me/verification/confirm                     401    403        403      403    200        400   403
POST   /consulting/researchers/me/verification/orcid                       401    403        403      403    200        409   403
DELETE /consulting/researchers/me/verification/orcid                       401    403        403      403    200        200   403

GET    /consulting/researchers/me/availability                             401    403        403      403    200        200   403
PUT    /consulting/researchers/me/availability                             401    403        403      403    200        200   403
POST   /consulting/researchers/me/availability/conflicts                   401    403        403      403    200        200   403
GET    /consulting/researchers/me/preferences                              401    403        403      403    200        200   403
PATCH  /consulting/researchers/me/preferences                              401    403        403      403    200        200   403
GET    /consulting/researchers/me/overrides                                401    403        403      403    200        200   403
PUT    /consulting/researchers/me/overrides/{date}                         401    403        403      403    200        200   403
DELETE /consulting/researchers/me/overrides/{date}                         401    403        403      403    200        404   403
GET    /consulting/researchers/me/time-off                                 401    403        403      403    200        200   403
POST   /consulting/researchers/me/time-off                                 401    403        403      403    201        201   403
DELETE /consulting/researchers/me/time-off/{time_off_id}                   401    403        403      403    200        404   403
GET    /consulting/researchers/me/travel                                   401    403        403      403    200        200   403
POST   /consulting/researchers/me/travel                                   401    403        403      403    201        201   403
DELETE /consulting/researchers/me/travel/{travel_id}                       401    403        403      403    200        404   403

GET    /consulting/researchers/me/sessions                                 401    403        403      403    200        200   403
POST   /consulting/researchers/me/sessions/{session_id}/accept             401    403        403      403    200        404   403
POST   /consulting/researchers/me/sessions/{session_id}/decline            401    403        403      403    200        404   403
GET    /consulting/researchers/me/earnings                                 401    403        403      403    200        200   403
GET    /consulting/researchers/me/payout-account                           401    403        403      403    200        200   403
POST   /consulting/researchers/me/payout-account/onboarding                401    403        403      403    200        200   403

GET    /consulting/researchers/me/calendars/feed                           401    403        403      403    200        200   403
POST   /consulting/researchers/me/calendars/feed                           401    403        403      403    201        201   403
DELETE /consulting/researchers/me/calendars/feed                           401    403        403      403    200        404   403
GET    /consulting/researchers/me/calendars/external                       401    403        403      403    200        200   403
PUT    /consulting/researchers/me/calendars/external                       401    403        403      403    200        200   403
POST   /consulting/researchers/me/calendars/external/read                  401    403        403      403    200        200   403
DELETE /consulting/researchers/me/calendars/external                       401    403        403      403    200        200   403
GET    /calendars/{file}                                                   all 200
GET    /calendars/{file}#guessed                                           all 404

POST   /consulting/researchers/collect                                     401    403        403      403    200        200   200
POST   /consulting/researchers/collect-by-institution                      401    403        403      403    403        403   200
GET    /consulting/researchers/collect/{job_id}                            401    403        403      403    200        404   200

POST   /auth/register                                                      all 201
POST   /auth/register-researcher                                           all 400
POST   /auth/register-researcher#invited                                   201    -          -        -      -          -     -
POST   /auth/token                                                         all 200
GET    /account/notifications                                              401    200        200      200    200        200   200
PATCH  /account/notifications                                              401    200        200      200    200        200   200
GET    /account/export                                                     401    403        200      200    200        200   200
POST   /account/delete                                                     401    400        400      400    400        400   400

GET    /health                                                             all 200
GET    /openapi.json                                                       all 200
GET    /metrics                                                            all 401
GET    /metrics#with-its-token                                             200    -          -        -      -          -     -
POST   /webhooks/stripe                                                    all 400
POST   /webhooks/stripe#signed                                             200    -          -        -      -          -     -
POST   /webhooks/resend                                                    all 400
POST   /webhooks/resend#signed                                             200    -          -        -      -          -     -
`;
