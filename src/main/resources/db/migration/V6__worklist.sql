-- Every mother with her advice as it stands: made from the records, and made anew when they change or when time alone changes the advice.
create table worklist (
    -- Patient/id
    mother          varchar(512)  not null primary key,
    name            varchar(512)  not null,
    -- the same in small letters, with the infants' names, to search in
    searched        varchar(2048) not null,
    -- a name a line
    infants         varchar(1024) not null,
    -- 0 first
    urgency         integer       not null,
    disposition     varchar(16)   not null,
    referral_level  varchar(16)   not null,
    leading_rule    varchar(32)   not null,
    -- whose finding it is, as people call her or it; empty: an infant not known
    leading_about   varchar(512)  not null,
    on_hold         boolean       not null,
    closed          boolean       not null,
    protocol_day    integer,
    -- milliseconds since 1970, UTC, as all below
    last_check      bigint,
    next_look       bigint,
    as_of           bigint        not null,
    holds_until     bigint        not null,
    release_name    varchar(256)  not null
);

create index worklist_in_order on worklist (urgency, next_look);
create index worklist_by_end on worklist (holds_until);

-- Whose resources make up a mother's record.
create table worklist_person (
    mother varchar(512) not null references worklist (mother) on delete cascade,
    person varchar(512) not null,
    constraint worklist_person_once primary key (mother, person)
);

create index worklist_person_by_person on worklist_person (person);

-- One row: up to which position of the registry the list has followed it.
create table worklist_position (
    one      boolean not null primary key,
    position bigint  not null
);

insert into worklist_position (one, position) values (true, 0);
