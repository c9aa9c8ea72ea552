-- Client tokens that were shown: each is good for one call, at whichever instance.
create table seen_token (
    issuer     varchar(512) not null,
    -- SHA-256 of its jti, in hex
    jti_hash   varchar(64)  not null,
    -- milliseconds since 1970, UTC; after this it would be refused for its age
    kept_until bigint       not null,
    constraint seen_token_once primary key (issuer, jti_hash)
);

create index seen_token_by_age on seen_token (kept_until);
