-- Every call asks what was set aside for a mother: little, however many cards she was given.
alter table card_feedback add column mother varchar(512) default '' not null;

update card_feedback set mother = (select c.mother from card_given c where c.id = card_feedback.card_id);

create index card_feedback_by_mother on card_feedback (mother, received_at);
