-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "activity" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "settings_revision" INTEGER NOT NULL DEFAULT 0,
    "result_visibility" TEXT NOT NULL,
    "result_key" TEXT NOT NULL,
    "correct" JSONB,
    "explanation" TEXT,
    "host_notes" TEXT,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ready',
    "result_state" TEXT NOT NULL DEFAULT 'auto',
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_responses" BIGINT,
    "closed_hash" BYTEA,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "response" (
    "event_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "activity_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "nonce" UUID NOT NULL DEFAULT gen_random_uuid(),
    "seq" BIGINT NOT NULL,
    "answer" TEXT,
    "contributions" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "response_pkey" PRIMARY KEY ("event_id","run","activity_id","participant_id")
);

-- CreateTable
CREATE TABLE "tally" (
    "event_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "activity_id" UUID NOT NULL,
    "bucket" TEXT NOT NULL,
    "weight" BIGINT NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("event_id","run","activity_id","bucket")
);

-- CreateTable
CREATE TABLE "turnout" (
    "event_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "activity_id" UUID NOT NULL,
    "responses" BIGINT NOT NULL,

    CONSTRAINT "turnout_pkey" PRIMARY KEY ("event_id","run","activity_id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "owner_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "live_code" TEXT,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "settings" JSONB NOT NULL,
    "passcode_hash" BYTEA,
    "run" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_head" (
    "event_id" UUID NOT NULL,
    "epoch" TEXT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,
    "committed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "note" JSONB NOT NULL DEFAULT '{}',
    "restarts" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "event_head_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "feed_entity" (
    "event_id" UUID NOT NULL,
    "audience" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "body" JSONB,

    CONSTRAINT "feed_entity_pkey" PRIMARY KEY ("event_id","audience","type","id")
);

-- CreateTable
CREATE TABLE "event_due" (
    "event_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_due_pkey" PRIMARY KEY ("event_id","what")
);

-- CreateTable
CREATE TABLE "database_identity" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "system_identifier" TEXT NOT NULL,
    "timeline" INTEGER NOT NULL,
    "database_oid" BIGINT NOT NULL,

    CONSTRAINT "database_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_account" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "label" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "failure_window" (
    "key" BYTEA NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "failure_window_pkey" PRIMARY KEY ("key","minute")
);

-- CreateTable
CREATE TABLE "participant" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "join_key_hash" BYTEA,
    "nickname" TEXT,
    "nickname_fold" TEXT,
    "nickname_number" INTEGER,
    "banned_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "participant_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "participant_count" (
    "event_id" UUID NOT NULL,
    "joined" BIGINT NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '-infinity'::timestamp with time zone,

    CONSTRAINT "participant_count_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE INDEX "activity_event_id_position_idx" ON "activity"("event_id", "position");

-- CreateIndex
CREATE INDEX "response_event_id_participant_id_idx" ON "response"("event_id", "participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_live_code_key" ON "event"("live_code");

-- CreateIndex
CREATE INDEX "event_owner_id_created_at_idx" ON "event"("owner_id", "created_at");

-- CreateIndex
CREATE INDEX "feed_entity_event_id_version_idx" ON "feed_entity"("event_id", "version");

-- CreateIndex
CREATE INDEX "event_due_at_idx" ON "event_due"("at");

-- CreateIndex
CREATE UNIQUE INDEX "host_user_email_key" ON "host_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "host_session_token_key" ON "host_session"("token");

-- CreateIndex
CREATE INDEX "host_session_user_id_idx" ON "host_session"("user_id");

-- CreateIndex
CREATE INDEX "host_account_user_id_idx" ON "host_account"("user_id");

-- CreateIndex
CREATE INDEX "host_verification_identifier_idx" ON "host_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_user_id_idx" ON "api_key"("user_id");

-- CreateIndex
CREATE INDEX "failure_window_minute_idx" ON "failure_window"("minute");

-- CreateIndex
CREATE INDEX "participant_event_id_nickname_fold_idx" ON "participant"("event_id", "nickname_fold");

-- CreateIndex
CREATE UNIQUE INDEX "participant_event_id_join_key_hash_key" ON "participant"("event_id", "join_key_hash");

-- AddForeignKey
ALTER TABLE "host_session" ADD CONSTRAINT "host_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "host_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_account" ADD CONSTRAINT "host_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "host_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "host_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


