/** Copying and saying whether it went well; what the browser refused is offered once more, because it wants to see a press for it. */
import { i18n } from '../i18n';
import { copyText } from '../lib/copy';
import { say } from './toasts';

const t = i18n.t.bind(i18n);

/** Copies `text`, says `done` when there is something to say, and otherwise that it failed; whether it lies on the clipboard. */
export async function copyAndSay(text: string | Promise<string>, done?: string): Promise<boolean> {
  const copied = await copyText(text);
  if (copied && done) say(done);
  if (!copied) {
    const whole = await text;
    say(t('copying.failed'), 'bad', {
      label: t('copying.again'),
      byKey: false,
      act: () => void retry(whole, done ?? t('copying.done')),
    });
  }
  return copied;
}

async function retry(text: string, done: string) {
  if (await copyText(text)) say(done);
  else say(/^.{1,200}$/.test(text) ? t('copying.refusedText', { text }) : t('copying.refused'), 'bad');
}
