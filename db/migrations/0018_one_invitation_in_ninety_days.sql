-- However many ask at once: an address has one invitation at a time, and none until its silence is over. What
-- never went out is not counted.
ALTER TABLE invitations ADD CONSTRAINT invitations_one_at_a_time
  EXCLUDE USING gist (address_hash WITH =, tstzrange(created_at, quiet_until) WITH &&)
  WHERE (state <> 'failed' OR mailed_at IS NOT NULL);
