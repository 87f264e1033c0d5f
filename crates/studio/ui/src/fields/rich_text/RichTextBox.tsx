/** A box for formatted text with the few marks that business notes need. */
import {
  BoldOutlined,
  ItalicOutlined,
  OrderedListOutlined,
  StrikethroughOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EditProps } from '../kind';

export default function RichTextBox({ id, value, onChange, invalid, describedBy }: EditProps<'rich_text'>) {
  const { t } = useTranslation();
  const editor = useEditor({
    extensions: [StarterKit],
    content: value ?? '',
    editorProps: {
      attributes: {
        id,
        class: 'rich-text rich-text-box',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': `${id}-label`,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      },
    },
    onUpdate: ({ editor }) => onChange(editor.isEmpty ? null : editor.getHTML()),
  });
  const on = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      strike: editor.isActive('strike'),
      bulletList: editor.isActive('bulletList'),
      orderedList: editor.isActive('orderedList'),
    }),
  });
  const chain = () => editor.chain().focus();
  const marks = [
    { name: 'bold', icon: <BoldOutlined />, run: () => chain().toggleBold().run() },
    { name: 'italic', icon: <ItalicOutlined />, run: () => chain().toggleItalic().run() },
    { name: 'strike', icon: <StrikethroughOutlined />, run: () => chain().toggleStrike().run() },
    { name: 'bulletList', icon: <UnorderedListOutlined />, run: () => chain().toggleBulletList().run() },
    { name: 'orderedList', icon: <OrderedListOutlined />, run: () => chain().toggleOrderedList().run() },
  ] as const;
  return (
    <div className={`rich-text-frame${invalid ? ' invalid' : ''}`}>
      <div className="rich-text-bar">
        {marks.map(({ name, icon, run }) => (
          <Button
            key={name}
            type="text"
            size="small"
            icon={icon}
            aria-label={t(`richText.${name}`)}
            aria-pressed={on[name]}
            className={on[name] ? 'pressed' : ''}
            onClick={run}
          />
        ))}
      </div>
      <EditorContent editor={editor} />
    </div>
  );
}
