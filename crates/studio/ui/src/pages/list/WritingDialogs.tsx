/** What is said when a table was not written to: what is wrong, record by record, or that a paste reaches below the last record. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import type { Area } from '../../table/area';

/** A refusal in words, record by record. */
export interface Wrong {
  readonly lines: readonly { readonly title: string; readonly text: string }[];
  /** Writes what nothing is wrong with; undefined when that would be nothing. */
  readonly rest: (() => void) | undefined;
}
/** A paste that reaches below the last record. */
export interface Beyond {
  readonly cells: readonly (readonly string[])[];
  readonly area: Area;
  readonly more: number;
}

interface Props {
  readonly wrong: Wrong | undefined;
  readonly beyond: Beyond | undefined;
  readonly onWrongClosed: () => void;
  readonly onBeyondClosed: () => void;
  readonly onPut: (cells: Beyond['cells'], area: Area, creating: boolean) => void;
}

export default function WritingDialogs({ wrong, beyond, onWrongClosed, onBeyondClosed, onPut }: Props) {
  const { t } = useTranslation();
  const take = (creating: boolean) => {
    if (beyond) onPut(beyond.cells, beyond.area, creating);
    onBeyondClosed();
  };
  return (
    <>
      <Dialog
        open={wrong !== undefined}
        title={t('writing.wrong')}
        onCancel={onWrongClosed}
        footer={[
          <Button key="close" onClick={onWrongClosed}>
            {t('common.close')}
          </Button>,
          wrong?.rest && (
            <Button
              key="rest"
              type="primary"
              onClick={() => {
                wrong.rest?.();
                onWrongClosed();
              }}
            >
              {t('writing.writeRest')}
            </Button>
          ),
        ]}
      >
        <p className="mute">{t('writing.nothingWritten')}</p>
        <ul className="wrong-lines">
          {wrong?.lines.slice(0, 100).map(({ title, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <li key={index}>
              <b>{title}</b> {text}
            </li>
          ))}
        </ul>
      </Dialog>
      <Dialog
        open={beyond !== undefined}
        title={t('writing.beyond')}
        onCancel={onBeyondClosed}
        footer={[
          <Button key="cancel" onClick={onBeyondClosed}>
            {t('common.cancel')}
          </Button>,
          <Button key="inside" onClick={() => take(false)}>
            {t('writing.insideOnly')}
          </Button>,
          <Button key="create" type="primary" onClick={() => take(true)}>
            {t('writing.create', { count: beyond?.more ?? 0 })}
          </Button>,
        ]}
      >
        <p>{t('writing.beyondHint', { lines: beyond?.cells.length ?? 0, count: beyond?.more ?? 0 })}</p>
      </Dialog>
    </>
  );
}
