import { theme as antd, type ThemeConfig } from 'antd';
import type { OwnPreferences } from '../../../src/contract.js';

const fontFamily =
  '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", HanaMinA, HanaMinB, sans-serif';

/** Colours that keep at least 4.5:1 on what they stand on; out of the box antd's do not. */
const light = {
  colorPrimary: '#1d4f91',
  colorLink: '#1d4f91',
  colorInfo: '#003eb3',
  colorInfoBg: '#e6f4ff',
  colorSuccess: '#237804',
  colorSuccessBg: '#f6ffed',
  colorWarning: '#874d00',
  colorWarningBg: '#fffbe6',
  colorError: '#a8071a',
  colorErrorBg: '#fff1f0',
  colorTextPlaceholder: '#666666',
  colorTextDescription: '#595959',
  colorTextSecondary: '#595959',
};

/** Dark has its own set: the algorithm alone makes greys that nobody can read. */
const dark = {
  colorPrimary: '#2f6fc4',
  colorLink: '#8fbcff',
  colorInfo: '#8fbcff',
  colorInfoBg: '#10233d',
  colorSuccess: '#95de64',
  colorSuccessBg: '#16270f',
  colorWarning: '#ffd666',
  colorWarningBg: '#2e2410',
  colorError: '#ff9c9c',
  colorErrorBg: '#341416',
  colorTextPlaceholder: '#a6a6a6',
  colorTextDescription: '#b8b8b8',
  colorTextSecondary: '#b8b8b8',
};

/** The ring around the focus: antd's own is a tint of the main colour that cannot be told from the page, least in the dark. */
const focus = { colorPrimaryBorder: 'var(--focus)', controlOutline: 'var(--focus)', colorErrorOutline: 'var(--focus)' };

const fontSizes = { normal: 14, large: 16, larger: 18 } as const;

/** The look of the console as an officer wants it. */
export function themeOf({
  mode,
  density,
  textSize,
}: Pick<OwnPreferences, 'mode' | 'density' | 'textSize'>): ThemeConfig {
  const algorithm = [
    mode === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    ...(density === 'compact' ? [antd.compactAlgorithm] : []),
  ];
  return {
    algorithm,
    token: {
      ...(mode === 'dark' ? dark : light),
      ...focus,
      fontFamily,
      fontSize: fontSizes[textSize],
      motion: false,
      borderRadius: 4,
    },
    components: {
      // It would be drawn in the colour of the focus.
      Button: {
        primaryShadow: 'none',
        dangerShadow: 'none',
        // In the dark a button that warns is light: white cannot be read on it.
        ...(mode === 'dark' ? { dangerColor: '#1f1f1f' } : {}),
      },
      Layout: { headerHeight: 48, headerPadding: '0 16px' },
    },
  };
}
