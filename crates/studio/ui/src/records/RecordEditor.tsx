/** Editing a record, or a new one: the form, what went wrong, and at most three actions below. */
import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../api/errors';
import type { Place } from '../api/records';
import { usePersonName } from '../fields/parts/people';
import { differing } from '../form/draft';
import { RecordForm } from '../form/RecordForm';
import type { Values } from '../form/source';
import { useForm } from '../form/useForm';
import { useWords } from '../i18n/text';
import type { FormModel, Rec } from '../model/app';
import { fieldOf } from '../model/context';
import { type Conflict, useSave } from './useSave';
import type { useUnsaved } from './useUnsaved';

interface Props {
  readonly place: Place;
  readonly form: FormModel;
  readonly record?: Rec;
  readonly preset?: Values;
  readonly onSaved: (record: Rec) => void;
  readonly onCancel: () => void;
  /** Is told whether leaving must ask first. */
  readonly guard: ReturnType<typeof useUnsaved>;
  readonly extra?: ReactNode;
}

export function RecordEditor({ place, form, record, preset, onSaved, onCancel, guard, extra }: Props) {
  const { t } = useTranslation();
  const state = useForm(form, record, preset);
  const { setDirty } = guard;
  const { submit, save, refusals, conflict, settle } = useSave(place, form, state, (saved) => {
    setDirty(false);
    onSaved(saved);
  });
  useEffect(() => setDirty(state.dirty), [state.dirty, setDirty]);
  useEffect(() => () => setDirty(false), [setDirty]);
  const error = save.error;
  const said = error && !(error instanceof ApiError && (error.status === 422 || (error.status === 412 && conflict)));
  const count = Object.keys(state.issues).length;
  return (
    <form
      className="record-editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
          event.preventDefault();
          submit();
        }
      }}
    >
      <div className="record-scroll">
        {said && (
          <div className="form-problem record-problem" role="alert">
            {sentence(error)}
          </div>
        )}
        {conflict && (
          <ConflictBox
            form={form}
            base={state.base}
            conflict={conflict}
            mine={Object.keys(state.changes)}
            choose={(keep) => {
              state.rebase(conflict.theirs, keep);
              settle();
              save.reset();
            }}
          />
        )}
        <RecordForm form={form} state={state} refusals={refusals} />
        {extra}
      </div>
      <footer className="record-foot">
        <span className="ink-red" role="status">
          {refusals > 0 && count > 0 && t('record.wrong', { count })}
        </span>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={state.base !== undefined && !state.dirty}
        >
          {t('common.save')}
        </Button>
      </footer>
    </form>
  );
}

interface ConflictProps {
  readonly form: FormModel;
  readonly base: Rec | undefined;
  readonly conflict: Conflict;
  readonly mine: readonly string[];
  readonly choose: (keep: boolean) => void;
}

function ConflictBox({ form, base, conflict, mine, choose }: ConflictProps) {
  const { t } = useTranslation();
  const words = useWords();
  const name = usePersonName(conflict.theirs.updated_by);
  const theirs = base ? differing(form, base, conflict.theirs) : [];
  const clash = theirs.filter((key) => mine.includes(key));
  const list = (keys: readonly string[]) =>
    keys.map((key) => words(fieldOf(form, key)?.label) || key).join(t('common.comma'));
  return (
    <div className="conflict" role="alert">
      <b>{t('conflict.title', { name })}</b>
      {theirs.length > 0 && <p>{t('conflict.theirs', { fields: list(theirs) })}</p>}
      {clash.length > 0 && <p className="ink-red">{t('conflict.clash', { fields: list(clash) })}</p>}
      <div className="conflict-actions">
        <Button type="primary" onClick={() => choose(true)}>
          {t('conflict.keep')}
        </Button>
        <Button onClick={() => choose(false)}>{t('conflict.drop')}</Button>
      </div>
    </div>
  );
}
