/** The form designer: palette, canvas, properties. Fetched when somebody designs. */

import { useParams } from '@tanstack/react-router';
import type { InputRef } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Empty } from '../../components/State';
import { DragArea, type Point } from '../../lib/dnd/DragArea';
import { useWarm } from '../../lib/later';
import { useDesigning, useDocument, useDraft } from '../shell/context';
import { spotOf } from '../shell/places';
import { useShell } from '../shell/state';
import { boardOf, orderOf } from './board';
import { Canvas } from './Canvas';
import { takes } from './create';
import { KindIcon } from './kinds';
import { Preview, Removal, soon } from './late';
import { NewForm } from './NewForm';
import { Palette } from './Palette';
import { Side } from './Side';
import { type Carried, createDesign, DesignStoreContext } from './store';
import { CanvasContext, useActionsFor } from './surroundings';
import { under } from './target';
import { useKeys } from './useKeys';
import '../../form/form.css';
import './designer.css';

export function FormDesigner() {
  const { t } = useTranslation('designer');
  const { form } = useParams({ from: '/shell/design/$app/form/$form' });
  const doc = useDocument().forms[form];
  if (!doc) return <Empty title={t('shell.noForms')} hint={t('shell.noFormsAbout')} action={<NewForm />} />;
  return <Designer key={form} form={form} />;
}

function Designer({ form }: { form: string }) {
  const { draft, published } = useDesigning();
  const document = useDocument();
  const issues = useDraft((state) => state.issues);
  const [design] = useState(() => createDesign(form));
  const { device, previewing } = useStore(design);
  const carried = useStore(design, (state) => state.carried);
  const said = useStore(design, (state) => state.said);
  const removed = useRef(false);
  const removing = useStore(design, (state) => state.removing !== undefined);
  removed.current ||= removing;
  const actions = useActionsFor(form, design);
  const search = useRef<InputRef>(null);
  useWarm(true, soon);
  const doc = document.forms[form];

  // Where a problem is, when one came here by it; and back to the form when what was selected is there no more.
  const jump = useShell((state) => state.jump);
  useEffect(() => {
    if (!jump || jump.form !== form) return;
    actions.select(jump.selection);
    const field = jump.selection.at === 'fields' ? jump.selection.fields[0] : undefined;
    if (jump.selection.at === 'fields') actions.focus(jump.selection.table, field ?? '');
    const { property } = jump;
    useShell.setState({ jump: undefined, sought: field && property ? { field, property } : undefined });
  }, [jump, form, actions]);
  const previewAsked = useShell((state) => state.preview);
  useEffect(() => {
    if (previewAsked) design.setState({ previewing: true });
    useShell.setState({ preview: false });
  }, [previewAsked, design]);
  useEffect(() => {
    const { selection } = design.getState();
    if (!doc || selection.at !== 'fields') return;
    const there =
      selection.table === undefined
        ? doc.fields
        : (doc.fields.find(({ key }) => key === selection.table)?.fields ?? []);
    const kept = selection.fields.filter((key) => there.some((field) => field.key === key));
    if (kept.length < selection.fields.length) actions.selectFields(selection.table, kept);
  }, [doc, design, actions]);

  // What others saved waits while something is carried: its places are counted in what is there.
  const carrying = carried !== undefined;
  useEffect(() => (carrying ? draft.getState().hold() : undefined), [carrying, draft]);
  // What is selected stays selected under the key that it got because somebody else had taken the other.
  useEffect(
    () =>
      draft.subscribe(({ renamed }, before) => {
        const { selection } = design.getState();
        if (renamed === before.renamed || selection.at !== 'fields') return;
        const now = (field: string) =>
          renamed.find(({ path }) => path.form === form && path.table === selection.table && path.field === field)?.to;
        actions.selectFields(
          selection.table,
          selection.fields.map((field) => now(field) ?? field),
        );
      }),
    [draft, design, form, actions],
  );

  const wrong = useMemo(() => {
    const found = new Map<string, readonly string[]>();
    for (const { path, text } of issues) {
      const spot = spotOf(document, path);
      if (spot?.step !== 'form' || spot.form !== form || spot.selection.at !== 'fields') continue;
      const { table, fields } = spot.selection;
      const key = table === undefined ? (fields[0] ?? '') : `${table}.${fields[0]}`;
      found.set(key, [...(found.get(key) ?? []), text]);
    }
    return found;
  }, [issues, document, form]);

  const selectAll = useCallback(() => {
    const now = draft.getState().history.present.forms[form];
    if (now) actions.selectFields(undefined, orderOf(boardOf(now)));
  }, [draft, form, actions]);
  useKeys({ draft, design, actions, search, selectAll });

  const surroundings = useMemo(
    () => ({ form, document, published, actions, wrong }),
    [form, document, published, actions, wrong],
  );
  if (!doc) return null;

  const over = (item: Carried, point: Point) => {
    const now = draft.getState().history.present;
    const at = now.forms[form];
    if (!at) return;
    const { target, tab } = under(
      point,
      item,
      boardOf(at),
      (kind) => takes(now, form, 'rows', kind),
      (each) => actions.fits(item, each),
    );
    const before = design.getState();
    if (tab !== undefined && tab !== before.tab) design.setState({ tab });
    if (JSON.stringify(before.target) !== JSON.stringify(target)) design.setState({ target });
  };
  return (
    <DesignStoreContext value={design}>
      <CanvasContext value={surroundings}>
        <DragArea<Carried>
          onStart={(item) => {
            design.setState({ carried: item, target: undefined, stops: undefined, naming: undefined });
            if (item.what === 'fields') actions.selectFields(undefined, item.fields);
          }}
          onOver={over}
          onDrop={(item) => actions.drop(item, design.getState().target)}
          onCancel={actions.cancel}
          shadow={(item) => (
            <span className="drag-pill">
              {item.what === 'new' && <KindIcon kind={item.kind} />}
              {actions.whatOf(item)}
              {item.what === 'fields' && item.fields.length > 1 && <span className="number">{item.fields.length}</span>}
            </span>
          )}
        >
          <div className={`form-designer${carried ? ' designer-carrying' : ''}`}>
            <Palette search={search} />
            <Canvas doc={doc} setDevice={(device) => design.setState({ device })} />
            <Side doc={doc} issues={issues} setPanel={(panel) => design.setState({ panel })} />
          </div>
        </DragArea>
        {removed.current && <Removal app={document.app.key} close={() => design.setState({ removing: undefined })} />}
        {previewing && (
          <Preview
            document={document}
            form={form}
            isPublished={published?.forms[form] !== undefined}
            device={device}
            setDevice={(device) => design.setState({ device })}
            close={() => design.setState({ previewing: false })}
          />
        )}
        <p className="visually-hidden" role="status" aria-live="assertive">
          {said}
        </p>
      </CanvasContext>
    </DesignStoreContext>
  );
}
