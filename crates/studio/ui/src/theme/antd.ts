/** Ant Design's theme, from our tokens. */
import { type ThemeConfig, theme } from 'antd';
import { type Appearance, tokens } from './tokens';

type Algorithm = typeof theme.darkAlgorithm;

/** The dark algorithm dulls the colours it is given; ours are made for the dark already. */
const asGiven: Algorithm = (seed, map) => ({
  ...(map ?? theme.darkAlgorithm(seed)),
  colorPrimary: seed.colorPrimary,
  colorLink: seed.colorLink,
  colorInfo: seed.colorInfo,
  colorError: seed.colorError,
  colorWarning: seed.colorWarning,
  colorSuccess: seed.colorSuccess,
});

export function antdTheme(appearance: Appearance, calm: boolean): ThemeConfig {
  const colour = tokens[appearance];
  const dark = appearance === 'dark';
  const contrast = appearance === 'contrast';
  return {
    algorithm: dark ? [theme.darkAlgorithm, asGiven] : theme.defaultAlgorithm,
    cssVar: { key: 'formwork' },
    hashed: false,
    token: {
      colorPrimary: colour.brand,
      // Under the pointer words stay as readable: the colour antd would mix is too light for white ones.
      colorPrimaryHover: colour['brand-strong'],
      colorPrimaryActive: colour['brand-strong'],
      colorLink: colour.brand,
      colorLinkHover: colour['brand-strong'],
      colorLinkActive: colour['brand-strong'],
      colorError: colour['red-ink'],
      colorErrorHover: colour['red-ink'],
      colorErrorActive: colour['red-ink'],
      colorErrorText: colour['red-ink'],
      colorWarning: colour['amber-ink'],
      colorSuccess: colour['green-ink'],
      colorInfo: colour.brand,
      colorText: colour.ink,
      colorTextHeading: colour.ink,
      colorTextSecondary: colour['ink-soft'],
      colorTextDescription: colour['ink-mute'],
      colorTextPlaceholder: colour['ink-mute'],
      colorTextLightSolid: colour['on-brand'],
      colorBorder: colour['line-strong'],
      colorBorderSecondary: colour.line,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.raised,
      colorBgLayout: colour.canvas,
      colorFillAlter: colour.sunken,
      ...(dark ? {} : { controlItemBgHover: colour.hover }),
      // A shadow alone is no edge on a dark ground, nor one for those who need contrast.
      ...(dark || contrast
        ? { boxShadowSecondary: `0 0 0 1px ${colour['line-strong']}, 0 8px 28px ${colour.shade}` }
        : {}),
      // Arrows and eyes in boxes are signs to be seen, too.
      colorTextQuaternary: colour['ink-mute'],
      colorTextDisabled: colour['ink-off'],
      ...(contrast ? { colorTextTertiary: colour['ink-mute'] } : {}),
      controlItemBgActive: colour['brand-soft'],
      // The page's own, see base.css.
      fontFamily: 'var(--font)',
      fontSize: 14,
      borderRadius: 8,
      borderRadiusLG: 10,
      borderRadiusSM: 6,
      controlHeight: 34,
      controlHeightSM: 28,
      controlHeightLG: 42,
      motionDurationSlow: '0.2s',
      motionDurationMid: '0.16s',
      motionDurationFast: '0.1s',
      // Without motion antd places pop-ups at once; shortening its animations from outside makes it misplace them.
      motion: !calm,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        fontWeight: 500,
        ...(dark ? {} : { textHoverBg: colour.hover }),
      },
      Input: { activeShadow: 'none' },
      Drawer: { paddingLG: 0 },
      Segmented: {
        trackBg: dark ? colour.canvas : colour['slate-tint'],
        itemColor: colour['ink-soft'],
        itemSelectedBg: dark ? colour['slate-tint'] : contrast ? colour.ink : colour.surface,
        itemSelectedColor: contrast ? colour.surface : colour.ink,
      },
      Tooltip: { colorBgSpotlight: dark ? colour['line-strong'] : colour.ink },
    },
  };
}
