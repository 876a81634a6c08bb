CREATE SCHEMA asylon_log;

CREATE FUNCTION asylon_log.refused() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'rows of this table are append-only'; END $$;

CREATE TABLE asylon_log.batch (
    last bigint NOT NULL,
    first bigint NOT NULL,
    command_id text COLLATE pg_catalog."C",
    code bytea NOT NULL
);

CREATE TABLE asylon_log.fact (
    "position" bigint NOT NULL,
    stream_kind text NOT NULL COLLATE pg_catalog."C",
    stream_id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    schema bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    at text NOT NULL COLLATE pg_catalog."C",
    recorded text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL COLLATE pg_catalog."C",
    unit text NOT NULL COLLATE pg_catalog."C",
    purpose text NOT NULL COLLATE pg_catalog."C",
    key_id text NOT NULL COLLATE pg_catalog."C",
    body bytea NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL
);

CREATE TABLE asylon_log.form (
    number bigint NOT NULL
);

CREATE TABLE asylon_log.setting (
    name text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C"
);

INSERT INTO asylon_log.batch VALUES (6, 1, 'form-1', '\x58b35f940f6c4b8a68acf02c19bee629266364b920590817f3f306e78881bffc');
INSERT INTO asylon_log.batch VALUES (7, 7, NULL, '\x4fe42490769da85ab11a552ba87535f12d22fbe4f8065f58d8e9ce8d3220bdf0');

INSERT INTO asylon_log.fact VALUES (1, 'case', '5e1a', 1, 1, '', '', '2026-11-23T12:00:00.000000Z', 'j.devries', 'NL-IND', 'test', 'bfba4a187ba66c4ce585cfd9057ae294', '\xe118b00131dc374ef698016f5044264d4521f6ad0eb3836eaecbd0f1b9a5459befca880cf4c144013d486d71bb115c3ef0fc466f2cf99547574320377def0ce4e374cd40e307ff7a6df2d51fcd6870052a66956245176d0ffed083457b67ab5d5f0baa65b2ec3eb1', '\x9d206a2b98179ce30cb24fb8ce225a63bde416a5399c841ca0eecc5610853641', '\xba6fa2ebc812bea0d439805eea5e5ba55f6105f3b687cf4ef4c1506502e1701f');
INSERT INTO asylon_log.fact VALUES (2, 'case', '5e1a', 2, 1, '', '', '2026-11-23T12:00:00.000000Z', 'j.devries', 'NL-IND', 'test', 'bfba4a187ba66c4ce585cfd9057ae294', '\x44b114ceb55a2fa298346aca70564d3a40dc1c8e4e7b28d70e24f5af3c3fefe305edd50f2268083be67f55beb8ce3c6723fbbb646141aad1785f2c7074ebb4a73dcfc25f90718de635b12ef6f8f2bd695929dfecb2cf1c01fccac912f867eec2083febecdec82c0de0ae5c47d2a083f9259ba921f4d8', '\xba6fa2ebc812bea0d439805eea5e5ba55f6105f3b687cf4ef4c1506502e1701f', '\xde8666cffb7fc1e9ae5e2e9271821134ced835c84b34fbb368675b34e143dab7');
INSERT INTO asylon_log.fact VALUES (3, 'case', '5e1a', 3, 1, '', '', '2026-11-23T12:00:00.000000Z', 'j.devries', 'NL-IND', 'test', 'cbc15933f7921a86d06a9ca80c1fe0c0', '\xef02ddb7a810d5823856a4c8cb282ee3b23496a8a954d05cc33e146bc60ba7da473ff0d5dce2cbacd5135db3428570b94b7044ee17568d61e928100e4844736ee338f4acdb8ed195a07413f6e716b86d3da89e3e78a6c898dd36a887eb6d1d60966cdfb91a330c08', '\xde8666cffb7fc1e9ae5e2e9271821134ced835c84b34fbb368675b34e143dab7', '\x97dec4af147441a19e0de899710ede2385dbd23a5136901fdeb84b02a23b349e');
INSERT INTO asylon_log.fact VALUES (4, 'circumstances', 'NL', 1, 1, 'capacity_notified', '2026-06-12', '2026-11-23T12:00:00.000000Z', 'j.devries', 'NL-IND', 'test', '', '\x7b22706c61636573223a3231322c227374617465223a224e4c227d', '\x97dec4af147441a19e0de899710ede2385dbd23a5136901fdeb84b02a23b349e', '\x4ba8de0aebb6794bfe9a62faaa28c515ad5392a3e88321e2eb6789536d94c5b6');
INSERT INTO asylon_log.fact VALUES (5, 'plan', 'NL', 1, 1, 'milestone_set', '2026-06-12', '2026-11-23T12:00:00.000000Z', 'j.devries', 'NL-IND', 'test', '', '\x7b22626c6f636b223a317d', '\x4ba8de0aebb6794bfe9a62faaa28c515ad5392a3e88321e2eb6789536d94c5b6', '\xc9a79fee253a25d6ea180d289ce1f1ef70d520171770908506dd861947f89521');
INSERT INTO asylon_log.fact VALUES (6, 'council', 'jha-2024-06', 1, 1, 'position_taken', '2024-06-13', '2026-11-23T12:00:00.000000Z', 'j.devries', 'NL-IND', 'test', '', '\x7b226279223a224e4c222c22776f726473223a2276c3b3c3b37220e2809320c3a9c3a96e227d', '\xc9a79fee253a25d6ea180d289ce1f1ef70d520171770908506dd861947f89521', '\x0b417b1a0bf9db83b74c54edfb1d7c546557d77c036b91538d48e24eab2f6012');
INSERT INTO asylon_log.fact VALUES (7, 'case', '5e1a', 4, 1, '', '', '2026-11-23T12:00:00.000000Z', 'j.devries', 'NL-IND', 'test', 'bfba4a187ba66c4ce585cfd9057ae294', '\xb44f647c6f7f9826b5bb2293dfec9ed30e9dfacb9724bbad153bbe3faa3752179b246957b11136badd4cbb1e5220b34291668c23979e4e0e6a7c5b8be3cf96f6e34a128a8d1c28d8a1e6d07259e6ef982b03ca', '\x0b417b1a0bf9db83b74c54edfb1d7c546557d77c036b91538d48e24eab2f6012', '\x9f5336974ead4e076ee262b203b140b02b391f365abe91ac258580d0459c09f6');

INSERT INTO asylon_log.form VALUES (1);

INSERT INTO asylon_log.setting VALUES ('log', '0075026c2039bf8a6c96c0a3b170ab94');

ALTER TABLE ONLY asylon_log.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (last);

ALTER TABLE ONLY asylon_log.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY asylon_log.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

CREATE UNIQUE INDEX batch_command ON asylon_log.batch USING btree (command_id) WHERE (command_id IS NOT NULL);

CREATE UNIQUE INDEX fact_stream ON asylon_log.fact USING btree (stream_id, stream_kind, version);

CREATE TRIGGER batch_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON asylon_log.batch FOR EACH STATEMENT EXECUTE FUNCTION asylon_log.refused();

CREATE TRIGGER fact_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON asylon_log.fact FOR EACH STATEMENT EXECUTE FUNCTION asylon_log.refused();

CREATE TRIGGER setting_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON asylon_log.setting FOR EACH STATEMENT EXECUTE FUNCTION asylon_log.refused();

ALTER TABLE ONLY asylon_log.batch
    ADD CONSTRAINT batch_last_fkey FOREIGN KEY (last) REFERENCES asylon_log.fact("position");
