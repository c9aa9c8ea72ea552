-- The EHR that a card was given to: two may have a patient of the same id.
alter table card_given add column origin varchar(512) default '' not null;
