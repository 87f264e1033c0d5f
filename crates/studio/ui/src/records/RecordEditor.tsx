/** Editing a record, or a new one: the form, what stands in the way, and at most three actions below. */
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../api/errors';
import type { Place } from '../api/records';
import { restored } from '../form/keep';
import { RecordForm } from '../form/RecordForm';
import { redefinedOf } from '../form/redefined';
import type { Values } from '../form/source';
import { useForm } from '../form/useForm';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import { ConflictDialog } from './ConflictDialog';
import { KeptNotice, type Lost, LostNotice, RedefinedNotice } from './EditorNotices';
import { useKept } from './useKept';
import { useSave } from './useSave';
import type { Unsaved } from './useUnsaved';

interface Props {
  readonly place: Place;
  readonly form: FormModel;
  readonly record?: Rec;
  readonly preset?: Values;
  /** What was typed elsewhere already and goes on here. */
  readonly typed?: Values | undefined;
  readonly onSaved: (record: Rec) => void;
  readonly onCancel: () => void;
  /** Is told whether leaving must ask first. */
  readonly guard: Unsaved;
  readonly extra?: ReactNode;
  /** The record went away, or the right to write it, while somebody typed. */
  readonly lost?: Lost;
}

export function RecordEditor({ place, form, record, preset, typed, onSaved, onCancel, guard, extra, lost }: Props) {
  const { t } = useTranslation();
  const app = useApp();
  const [before] = useState(app);
  const state = useForm(form, record, preset, typed);
  const kept = useKept(place, form, record?.id ?? 'new', state, typed !== undefined);
  const { setDirty } = guard;
  const { submit, save, refusals, theirs, merge, later } = useSave(place, form, state, lost, (saved) => {
    kept.finish();
    setDirty(false);
    onSaved(saved);
  });
  const { finish } = kept;
  useEffect(() => setDirty(state.dirty, finish), [state.dirty, setDirty, finish]);
  useEffect(() => () => setDirty(false), [setDirty]);
  /** What was typed into a record that is gone can become a new one. */
  const anew = lost === 'record' && form.rights.create;
  const error = save.error;
  const said = error && !(error instanceof ApiError && (error.status === 422 || (error.status === 412 && theirs)));
  const count = Object.keys(state.issues).length;
  const redefined = redefinedOf(before, app, form.key, state.typed, state.touched);
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
        {kept.offered && (
          <KeptNotice
            form={form}
            kept={kept.offered}
            outdated={record !== undefined && kept.offered.version !== record.version}
            onTake={() => {
              if (kept.offered) state.restore(restored(form, kept.offered, state.base));
              kept.take();
            }}
            onDrop={kept.drop}
          />
        )}
        {lost && <LostNotice lost={lost} anew={anew} />}
        {redefined.length > 0 && <RedefinedNotice changes={redefined} />}
        {said && (
          <div className="form-problem record-problem" role="alert">
            {sentence(error)}
          </div>
        )}
        <RecordForm form={form} state={state} refusals={refusals} ready={record === undefined} />
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
          disabled={(lost === 'record' && !anew) || (state.base !== undefined && !state.dirty)}
        >
          {anew ? t('lost.save') : t('common.save')}
        </Button>
      </footer>
      {theirs && state.base && (
        <ConflictDialog
          form={form}
          base={state.base}
          theirs={theirs}
          values={state.filled.values}
          changed={Object.keys(state.changes)}
          saving={save.isPending}
          onMerge={(keep) => merge(theirs, keep)}
          onCancel={later}
        />
      )}
    </form>
  );
}
