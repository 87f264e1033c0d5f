/** The stages of a record as arrows. The field is the one by which the form has a board; a click moves the record there. */
import { CheckOutlined, RightOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sentence } from '../api/errors';
import { say } from '../components/toasts';
import { useWords } from '../i18n/text';
import { usePhone } from '../lib/useMedia';
import type { AppModel, FormModel, Rec } from '../model/app';
import { fieldOf, optionsOf, useApp } from '../model/context';
import type { FieldOf } from '../model/field';
import { Clashing, noteSaved, saveSingly } from './saveSingly';
import { standing, wayLength } from './way';
import './stages.css';

/** The field of stages: a board's, when records begin at its first option. A board by anything else is no way to go. */
export function stageField(app: AppModel, form: FormModel): FieldOf<'select'> | undefined {
  const boards = form.views?.flatMap(({ kind, by }) => (kind === 'kanban' && by !== undefined ? [by] : [])) ?? [];
  for (const by of boards) {
    const field = fieldOf(form, by);
    if (field?.kind !== 'select') continue;
    const first = optionsOf(app, field.options).find(({ retired }) => retired !== true);
    if (first && field.default === first.key) return field;
  }
  return undefined;
}

export function Stages({ form, record, field }: { form: FormModel; record: Rec; field: FieldOf<'select'> }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const phone = usePhone();
  const cache = useQueryClient();
  const current = record[field.key];
  const options = optionsOf(app, field.options).filter((option) => option.retired !== true || option.key === current);
  const at = options.findIndex(({ key }) => key === current);
  const way = wayLength(options);
  const following = at >= 0 && at + 1 < way ? options[at + 1] : undefined;
  const writable = form.rights.update && field.right !== 'read' && field.right !== 'masked' && field.read_only !== true;
  const place = { app: app.key, form: form.key };
  const move = useMutation({
    mutationFn: (key: string) => saveSingly(place, record, { [field.key]: key }),
    onSuccess: async (saved) => {
      say(t('record.moved'));
      await noteSaved(cache, place, saved);
    },
    onError: (error) => {
      if (!(error instanceof Clashing)) return say(sentence(error), 'bad');
      say(t('record.movedBefore'), 'bad');
      void noteSaved(cache, place, error.theirs);
    },
  });
  const label = words(field.label) || field.key;
  if (phone)
    return (
      <div className="stage-bar">
        <div className="record-line">
          <b>{words(options[at]?.label) || t('record.noStage')}</b>
          {at >= 0 && at < way && <span className="mute">{t('record.step', { at: at + 1, of: way })}</span>}
          {writable && following && (
            <button
              type="button"
              className="stage-next"
              disabled={move.isPending}
              onClick={() => move.mutate(following.key)}
            >
              {words(following.label)}
              <RightOutlined aria-hidden />
              <span className="visually-hidden">{t('record.moveTo', { stage: words(following.label) })}</span>
            </button>
          )}
        </div>
        <div className="stage-steps" aria-hidden>
          {options.slice(0, at < way ? way : undefined).map((option, index) => (
            <i
              key={option.key}
              className={
                index === at && at >= way ? `ended tint-${option.colour ?? 'slate'}` : standing(index, at, way)
              }
            />
          ))}
        </div>
      </div>
    );
  return (
    <ol className="stages" aria-label={label}>
      {options.map((option, index) => (
        <li
          key={option.key}
          className={index === at && at >= way ? `ended tint-${option.colour ?? 'slate'}` : standing(index, at, way)}
          {...(index === at ? { 'aria-current': 'step' as const } : {})}
        >
          {writable && index !== at ? (
            <button
              type="button"
              disabled={move.isPending}
              title={t('record.moveTo', { stage: words(option.label) })}
              onClick={() => move.mutate(option.key)}
            >
              {standing(index, at, way) === 'past' && <CheckOutlined aria-hidden />}
              <span className="ellipsis">{words(option.label)}</span>
            </button>
          ) : (
            <span className="ellipsis">
              {standing(index, at, way) === 'past' && <CheckOutlined aria-hidden />} {words(option.label)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
