import { Button, Field, Input, Modal } from '@grafana/ui';
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import type { TokenQuestions } from '../engine/token-questions.ts';

/** Asks for the engine's token whenever a request needs one. */
export function SignIn({ questions }: { questions: TokenQuestions }) {
  const [question, setQuestion] = useState(questions.open());
  const [token, setToken] = useState('');
  useEffect(() => questions.subscribe(() => setQuestion(questions.open())), [questions]);
  if (!question) {
    return null;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') {
      setToken('');
      question.answer(token.trim());
    }
  };
  return (
    <Modal
      title="This engine asks for a token"
      isOpen
      closeOnEscape={false}
      closeOnBackdropClick={false}
      onDismiss={() => undefined}
    >
      <form onSubmit={submit}>
        <Field
          label="Token"
          description="From the file given to `nightjar serve --tokens`. It is kept until this tab is closed."
          invalid={question.rejected}
          error="The engine does not know this token."
        >
          <Input
            id="engine-token"
            type="password"
            autoComplete="off"
            autoFocus
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        </Field>
        <Button type="submit">Continue</Button>
      </form>
    </Modal>
  );
}
