/** Taking steps back and doing them again, one by one or from the list. */
import { HistoryOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Popover, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { StepName } from '../form/steps';
import { useDraft } from './context';

export function useStepWords(): (name: StepName | undefined) => string {
  const { t } = useTranslation('designer');
  const words = useWords();
  return (name) => {
    if (name === undefined) return '';
    const first = words(name.what[0]);
    const what = name.count > 1 ? t('step.several', { what: first, count: name.count }) : first;
    return name.key === 'several' ? what : t(`step.${name.key}`, { what }).trim();
  };
}

export function Steps() {
  const { t } = useTranslation('designer');
  const say = useStepWords();
  const history = useDraft((state) => state.history);
  const undo = useDraft((state) => state.undo);
  const redo = useDraft((state) => state.redo);
  const goTo = useDraft((state) => state.goTo);
  const [open, setOpen] = useState(false);
  const last = history.past.at(-1)?.step.name;
  const next = history.future[0]?.step.name;
  const names = [...history.past, ...history.future].map(({ step }) => step.name);
  return (
    <span className="bar-group">
      <Tooltip title={last && t('shell.undoWhat', { what: say(last) })}>
        <button type="button" className="bar-button" aria-label={t('shell.undo')} disabled={!last} onClick={undo}>
          <UndoOutlined />
        </button>
      </Tooltip>
      <Tooltip title={next && t('shell.redoWhat', { what: say(next) })}>
        <button type="button" className="bar-button" aria-label={t('shell.redo')} disabled={!next} onClick={redo}>
          <RedoOutlined />
        </button>
      </Tooltip>
      <Popover
        trigger="click"
        placement="bottomRight"
        arrow={false}
        open={open}
        onOpenChange={setOpen}
        content={
          <ol className="step-list" aria-label={t('shell.history')}>
            {[undefined, ...names]
              .map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their order
                <li key={index}>
                  <button
                    type="button"
                    className={index > history.past.length ? 'step-undone' : ''}
                    aria-current={index === history.past.length ? 'step' : undefined}
                    onClick={() => {
                      goTo(index);
                      setOpen(false);
                    }}
                  >
                    {name === undefined ? t('shell.historyStart') : say(name)}
                  </button>
                </li>
              ))
              .reverse()}
          </ol>
        }
      >
        <button type="button" className="bar-button" aria-label={t('shell.history')} disabled={names.length === 0}>
          <HistoryOutlined />
        </button>
      </Popover>
    </span>
  );
}
