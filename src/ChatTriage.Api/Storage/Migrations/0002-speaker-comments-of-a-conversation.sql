-- Who asked in the last turn; and whose comments these are, for the day on which the conversation is to be forgotten.

ALTER TABLE conversation ADD COLUMN speaker TEXT NOT NULL DEFAULT 'borrower';

ALTER TABLE feedback ADD COLUMN conversation TEXT NULL;
CREATE INDEX feedback_conversation ON feedback (conversation);

UPDATE feedback SET conversation = (SELECT conversation FROM conversation_answer WHERE conversation_answer.answer = feedback.answer);

CREATE INDEX conversation_answer_answer ON conversation_answer (answer);
