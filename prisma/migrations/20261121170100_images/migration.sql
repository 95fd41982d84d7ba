-- Pictures a host uploaded. The bytes lie in the image storage (a folder or a bucket) and are served from there alone: this table only
-- knows what an event has, so that the same upload gives the same image and an event has no more than its share.

-- CreateTable
CREATE TABLE "image" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "image_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "image_event_id_sha256_key" ON "image"("event_id", "sha256");

-- Adds an image whose bytes are stored already; again, what is known of the same upload is written anew.
-- Answers added | full | event_gone. Uploads of one event wait for each other at its row, so that two that meet do not both take the
-- last place; nothing is locked after that row, so nobody can wait in a circle.
create function images_add(
  p_event uuid, p_id uuid, p_sha256 bytea, p_width int, p_height int, p_bytes int, p_max int
) returns text
language plpgsql volatile as $$
begin
  perform from event where id = p_event and deleted_at is null for no key update;
  if not found then
    return 'event_gone';
  end if;
  update image set width = p_width, height = p_height, bytes = p_bytes where event_id = p_event and sha256 = p_sha256;
  if found then
    return 'added';
  end if;
  if (select count(*) from image where event_id = p_event) >= p_max then
    return 'full';
  end if;
  insert into image (event_id, id, sha256, width, height, bytes)
  values (p_event, p_id, p_sha256, p_width, p_height, p_bytes);
  return 'added';
end
$$;
