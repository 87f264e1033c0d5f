/** The shortcuts of the form designer, wherever the keyboard is but in a box that is being typed in. */
import type { InputRef } from 'antd';
import { type RefObject, useEffect } from 'react';
import { type ClipboardAct, listenToClipboard } from '../../lib/clipboard';
import type { DraftStore } from '../shell/draft';
import type { Actions } from './actions';
import type { DesignStore } from './store';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether a dialog or a list of choices lies over the designer. */
const covered = () =>
  document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null;

interface Keys {
  readonly draft: DraftStore;
  readonly design: DesignStore;
  readonly actions: Actions;
  readonly search: RefObject<InputRef | null>;
  readonly selectAll: () => void;
}

export function useKeys({ draft, design, actions, search, selectAll }: Keys) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (covered() || event.defaultPrevented) return;
      const control = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (control && key === 's') void draft.getState().save();
      else if (typing(event.target)) return;
      else if (control && key === 'z') {
        if (event.shiftKey) draft.getState().redo();
        else draft.getState().undo();
      } else if (control && key === 'y') draft.getState().redo();
      else if (control && key === 'd') actions.duplicate();
      else if (control && key === 'a') selectAll();
      else if (control || event.altKey) return;
      else if (key === '/') search.current?.focus();
      else if (key === 'delete' || key === 'backspace') actions.askRemove();
      else if (key === 'escape') {
        if (design.getState().carried) actions.cancel();
        else actions.selectFields(undefined, []);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const would = (act: ClipboardAct, target: EventTarget | null) =>
      act !== 'cut' && !typing(target) && !covered() && (act === 'paste' || getSelection()?.isCollapsed === true);
    const take = (act: ClipboardAct, event: ClipboardEvent) => {
      const text = act === 'copy' ? actions.copy() : event.clipboardData?.getData('text/plain');
      if (text === undefined || text === '') return;
      event.preventDefault();
      if (act === 'copy') event.clipboardData?.setData('text/plain', text);
      else actions.paste(text);
    };
    // Before the frame of the pages, which knows some of these keys as well.
    addEventListener('keydown', onKey, { capture: true });
    const endClipboard = listenToClipboard(would, take);
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
      endClipboard();
    };
  }, [draft, design, actions, search, selectAll]);
}
