import { StyleProvider } from '@ant-design/cssinjs';
import { cleanup, render } from '@testing-library/react';
import { Button } from 'antd';
import { afterEach, describe, expect, it } from 'vitest';
import AntdIcon from './AntdIcon';
import { lastingStyles } from './styleCache';

afterEach(cleanup);

const icon = (name: string) => ({
  name,
  icon: {
    tag: 'svg',
    attrs: { viewBox: '64 64 896 896', focusable: 'false' },
    children: [{ tag: 'path', attrs: { d: 'M1 1h9', 'fill-rule': 'evenodd' } }],
  },
});

describe('the drawing of icons', () => {
  it('says nothing beside words', () => {
    const { container } = render(<AntdIcon icon={icon('filter')} className="own" />);
    const drawn = container.firstElementChild;
    expect(drawn?.className).toBe('anticon anticon-filter own');
    expect(drawn?.getAttribute('aria-hidden')).toBe('true');
    expect(drawn?.getAttribute('aria-label')).toBeNull();
    expect(drawn?.querySelector('svg')?.getAttribute('viewBox')).toBe('64 64 896 896');
    expect(drawn?.querySelector('path')?.getAttribute('fill-rule')).toBe('evenodd');
  });

  it('says the name that it is given', () => {
    const { getByRole } = render(<AntdIcon icon={icon('filter')} aria-label="筛选" />);
    expect(getByRole('img', { name: '筛选' }).getAttribute('aria-hidden')).toBeNull();
  });

  it('turns while something is awaited', () => {
    const { container } = render(<AntdIcon icon={icon('loading')} rotate={90} />);
    expect(container.firstElementChild?.className).toBe('anticon anticon-loading anticon-spin');
    expect(container.querySelector('svg')?.style.transform).toBe('rotate(90deg)');
  });
});

describe('the styles of Ant Design', () => {
  it('stay when the last of a kind leaves', () => {
    const cache = lastingStyles();
    const page = (shown: boolean) => <StyleProvider cache={cache}>{shown && <Button>A</Button>}</StyleProvider>;
    const { rerender } = render(page(true));
    const made = new Map([...cache.cache].map(([key, [, styles]]) => [key, styles]));
    expect([...made.keys()].some((key) => key.includes('Button'))).toBe(true);
    rerender(page(false));
    rerender(page(true));
    for (const [key, styles] of made) expect(cache.opGet(key)?.[1], key).toBe(styles);
  });
});
