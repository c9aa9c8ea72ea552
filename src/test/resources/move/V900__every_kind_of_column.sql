-- What later migrations may bring: every kind of column, numbers that the database gives, tables that refer to others and to themselves.
create table kinds (
    unique_id  uuid not null primary key,
    words      varchar(20),
    long_words text,
    small_one  smallint,
    whole      integer,
    exact      numeric(12, 3),
    near_one   double precision,
    truth      boolean,
    bytes      bytea,
    seen_at    timestamp with time zone,
    local_at   timestamp,
    on_day     date,
    at_time    time
);

create table a_numbered (
    numbered  bigint generated always as identity primary key,
    parent    bigint references a_numbered (numbered),
    unique_id uuid not null references kinds (unique_id)
);
