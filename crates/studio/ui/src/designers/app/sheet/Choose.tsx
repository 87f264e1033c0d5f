/** Where the rows come from: a file that is dropped or chosen, or cells that are pasted. */
import { FileExcelOutlined, LoadingOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../../../api/errors';
import { readSheets, type SheetFile } from '../../../api/sheets';

const most = 20 * 1024 * 1024;

export function Choose({ onChosen }: { onChosen: (file: SheetFile) => void }) {
  const { t } = useTranslation('apps');
  const box = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [pasted, setPasted] = useState('');

  const read = async (file: File | undefined) => {
    if (!file || busy) return;
    if (file.size > most) {
      setError(t('tooLarge'));
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      onChosen(await readSheets(file));
    } catch (refused) {
      const first = refused instanceof ApiError ? refused.issues[0]?.text : undefined;
      setError(first ?? sentence(refused));
      setBusy(false);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };
  const cells = (text: string) => new File([text], `${t('pastedName')}.tsv`, { type: 'text/tab-separated-values' });
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    // Several cells are meant as a table; a single word is just being typed.
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    setPasted(text);
    void read(cells(text));
  };
  return (
    <main className="sheet-choose">
      {error !== undefined && <Alert type="error" showIcon title={error} />}
      <button
        type="button"
        className={`sheet-drop${over ? ' over' : ''}`}
        disabled={busy}
        onClick={() => box.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {busy ? <LoadingOutlined className="sheet-drop-sign" /> : <FileExcelOutlined className="sheet-drop-sign" />}
        <b>{busy ? t('reading') : t('drop')}</b>
        <span className="mute">{t('dropAbout')}</span>
      </button>
      <input
        ref={box}
        type="file"
        accept=".xlsx,.csv,.tsv,.txt"
        hidden
        aria-label={t('drop')}
        onChange={({ target }) => {
          void read(target.files?.[0]);
          target.value = '';
        }}
      />
      <section className="sheet-paste">
        <h2 id="paste-title">{t('paste')}</h2>
        <Input.TextArea
          aria-labelledby="paste-title"
          rows={6}
          className="code"
          disabled={busy}
          value={pasted}
          placeholder={t('pasteHint')}
          onPaste={paste}
          onChange={({ target }) => setPasted(target.value)}
        />
        <Button disabled={pasted.trim() === '' || busy} onClick={() => void read(cells(pasted))}>
          {t('pasteUse')}
        </Button>
      </section>
    </main>
  );
}
