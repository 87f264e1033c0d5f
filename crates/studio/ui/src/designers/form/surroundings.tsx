/** What the parts of the canvas share: the document, the acts, the words. */
import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { words as wordsOf } from '../../i18n/text';
import { useDesigning } from '../shell/context';
import { type Actions, createActions } from './actions';
import { boardOf } from './board';
import type { AppDocument } from './model';
import type { DesignStore, Target } from './store';

export interface CanvasSurroundings {
  readonly form: string;
  readonly document: AppDocument;
  readonly published: AppDocument | undefined;
  readonly actions: Actions;
  /** Issues by `field` and `table.field`. */
  readonly wrong: ReadonlyMap<string, readonly string[]>;
}

export const CanvasContext = createContext<CanvasSurroundings | null>(null);

export function useCanvas(): CanvasSurroundings {
  const canvas = useContext(CanvasContext);
  if (canvas === null) throw new Error('no canvas around');
  return canvas;
}

export function useActionsFor(form: string, design: DesignStore): Actions {
  const { t, i18n } = useTranslation('designer');
  const { draft, published } = useDesigning();
  const language = i18n.language;
  return useMemo(() => {
    const of = (text: Parameters<typeof wordsOf>[0]) => wordsOf(text, language);
    const sectionName = (document: AppDocument, tab: number, section: number) => {
      const doc = document.forms[form];
      const found = doc && boardOf(doc).tabs[tab];
      return of(found?.sections[section]?.label ?? found?.label) || t('canvas.basics');
    };
    return createActions({
      form,
      draft,
      design,
      published,
      words: {
        of,
        kind: (kind) => t(`kind.${kind}`),
        option: (number) => t('canvas.option', { number }),
        explanation: t('canvas.explanation'),
        newSection: t('canvas.newSection'),
        newTab: t('canvas.newTab'),
        nothingToPaste: t('canvas.nothingToPaste'),
        count: (key, count) => t(`canvas.${key}`, { count }),
        say: (key, what, more) =>
          t(`drag.${key}`, { what, place: more?.place ?? '', index: more?.index ?? 0, count: more?.count ?? 0 }),
        place: (target: Target, document) => {
          if (target.in === 'table') return t('drag.column', { column: target.index + 1 });
          const { place } = target;
          const section = sectionName(document, place.tab, place.section);
          return place.at === 'row'
            ? t('drag.row', { section, row: place.row + 1 })
            : t('drag.beside', { section, row: place.row + 1, column: place.column + 1 });
        },
      },
    });
  }, [form, design, draft, published, t, language]);
}
