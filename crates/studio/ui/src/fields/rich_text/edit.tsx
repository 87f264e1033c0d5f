/** Formatted text; its editor is fetched when it is first shown. */
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import type { Editor } from '../kind';

const RichTextBox = lazy(() => import('./RichTextBox'));

export const editor: Editor<'rich_text'> = {
  Edit: (props) => (
    <Suspense fallback={<Skeleton.Input active block />}>
      <RichTextBox {...props} />
    </Suspense>
  ),
};
