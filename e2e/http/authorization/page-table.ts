/**
 * Who sees what: one line for each page, and each route that is no part of the API. "sign-in" leads
 * to the sign-in with the way back, "verify" to the confirmation of one's address with the way back;
 * an address is where the page leads instead. Tried from top to bottom.
 */
export const pageTable = `
                                    nobody   unverified stranger reader   researcher other    admin

/                                   all 200
/researchers                        all 200
/researchers/[slug]                 all 200
/papers/find                        all /papers/[id]
/papers/[id]                        all 200
/membership                         all 200
/membership/return                  all /membership
/docs/api                           all 200
/privacy                            all 200
/refunds                            all 200
/terms                              all 200
/claim                              all 200
/claim/confirm                      all 200
/remove-profile                     all 200
/remove-profile/confirm             all 200
/decline                            all 200
/unsubscribe                        all 200
/avatars/[file]                     all 200

/sign-in                            200      /sessions  /sessions /sessions /sessions  /sessions /sessions
/sign-up                            200      /sessions  /sessions /sessions /sessions  /sessions /sessions
/forgot-password                    all 200
/set-password                       all 200
/verify-email                       200      200        /sessions /sessions /sessions  /sessions /sessions
/orcid/start                        all /orcid/oauth/authorize
/orcid/callback                     all /sign-in?orcid=expired

/account                            sign-in  200        200      200      200        200      200
/account/notifications              sign-in  200        200      200      200        200      200
/account/tokens                     sign-in  200        200      200      200        200      200
/account/data                       sign-in  verify     200      200      200        200      200
/account/delete                     sign-in  200        200      200      200        200      200
/account-deleted                    all 200
/book                               all 200
/invite                             sign-in  verify     200      200      200        200      200
/invitations                        sign-in  verify     200      200      200        200      200
/sessions                           sign-in  200        200      200      200        200      200
/sessions/[sessionId]               sign-in  404        404      200      /dashboard/bookings/[sessionId] 404      404
/sessions/[sessionId]/reschedule    sign-in  404        404      200      404        404      404
/sessions/[sessionId]/receipt       sign-in  404        404      200      404        404      404
/sessions/[sessionId]/calendar.ics  404      404        404      200      200        404      404
/checkout/[sessionId]               sign-in  404        404      200      404        404      404
/checkout/[sessionId]/return        all /checkout/[sessionId]

/apply                              200      verify     /apply/profile /apply/profile /dashboard /dashboard /apply/profile
/apply/[step]                       /apply   /apply     200      200      /apply     /apply   200
/register                           all /register/profile
/register/[step]                    all 200
/dashboard                          sign-in  404        404      404      200        200      404
/dashboard/welcome                  sign-in  404        404      404      200        200      404
/dashboard/profile                  sign-in  404        404      404      200        200      404
/dashboard/profile/preview          sign-in  404        404      404      200        200      404
/dashboard/profile/picture          all 405
/dashboard/verification             sign-in  404        404      404      200        200      404
/dashboard/verification/confirm     sign-in  404        404      404      200        200      404
/dashboard/availability             sign-in  404        404      404      200        200      404
/dashboard/calendars                sign-in  404        404      404      200        200      404
/dashboard/bookings                 sign-in  404        404      404      200        200      404
/dashboard/bookings/[sessionId]     sign-in  404        404      /sessions/[sessionId] 200        404      404
/dashboard/earnings                 sign-in  404        404      404      200        200      404
/dashboard/earnings/return          all /dashboard/earnings?returned=1
/dashboard/earnings/continue        /dashboard/earnings /dashboard/earnings /dashboard/earnings /dashboard/earnings /_sandbox/connect/* /_sandbox/connect/* /dashboard/earnings
/dashboard/reviews                  sign-in  404        404      404      200        200      404

/admin                              sign-in  404        404      404      404        404      200
/admin/alerts                       sign-in  404        404      404      404        404      200
/admin/sessions                     sign-in  404        404      404      404        404      200
/admin/sessions/[sessionId]         sign-in  404        404      404      404        404      200
/admin/payments                     sign-in  404        404      404      404        404      200
/admin/payments/refunds             sign-in  404        404      404      404        404      200
/admin/payments/payouts             sign-in  404        404      404      404        404      200
/admin/payments/disputes            sign-in  404        404      404      404        404      200
/admin/outreach                     sign-in  404        404      404      404        404      200
/admin/outreach/invitations         sign-in  404        404      404      404        404      200
/admin/collection                   sign-in  404        404      404      404        404      200
/admin/collection/[jobId]           sign-in  404        404      404      404        404      200
/admin/profiles                     sign-in  404        404      404      404        404      200
/admin/jobs                         sign-in  404        404      404      404        404      200
/admin/webhooks                     sign-in  404        404      404      404        404      200
/admin/log                          sign-in  404        404      404      404        404      200
`;
