-- Every version of every resource, in the order in which it was written. A version holds from its position up to the one that
-- replaced it, so that any earlier state of the registry can be read again: pages stay as they were, advice can be worked out anew.

-- One row. Whoever writes holds it until the transaction ends: one writer at a time, on however many instances.
create table registry_clock (
    one        boolean not null primary key,
    position   bigint  not null,
    written_at bigint  not null
);

insert into registry_clock (one, position, written_at) values (true, 0, 0);

create table resource_version (
    position      bigint      not null primary key,
    resource_type varchar(32) not null,
    resource_id   varchar(64) not null,
    version_id    bigint      not null,
    -- milliseconds since 1970, UTC
    written_at    bigint      not null,
    deleted       boolean     not null,
    -- the position that replaced it; the greatest bigint while it is the newest
    replaced_by   bigint      not null,
    body          text,
    constraint resource_version_once unique (resource_type, resource_id, version_id)
);

create index resource_version_newest on resource_version (resource_type, resource_id, replaced_by);
create index resource_version_order on resource_version (resource_type, position);

create table index_token (
    position      bigint       not null references resource_version (position) on delete cascade,
    resource_type varchar(32)  not null,
    parameter     varchar(32)  not null,
    system_uri    varchar(512) not null,
    code          varchar(512) not null
);

create index index_token_by_code on index_token (resource_type, parameter, code, system_uri, position);
create index index_token_of_version on index_token (position);

create table index_reference (
    position      bigint       not null references resource_version (position) on delete cascade,
    resource_type varchar(32)  not null,
    parameter     varchar(32)  not null,
    target        varchar(512) not null
);

create index index_reference_by_target on index_reference (resource_type, parameter, target, position);
create index index_reference_of_version on index_reference (position);

-- From the first millisecond to the one after the last.
create table index_date (
    position      bigint      not null references resource_version (position) on delete cascade,
    resource_type varchar(32) not null,
    parameter     varchar(32) not null,
    from_millis   bigint      not null,
    until_millis  bigint      not null
);

create index index_date_by_start on index_date (resource_type, parameter, from_millis, position);
create index index_date_of_version on index_date (position, parameter);
