import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { OwnPreferences } from '../../../src/contract.js';
import { acceptance } from './acceptance.js';
import { app } from './app.js';
import { audit } from './audit.js';
import { cases } from './cases.js';
import { comfort } from './comfort.js';
import { counter } from './counter.js';
import { county } from './county.js';
import { desk } from './desk.js';
import { devices } from './devices.js';
import { letters } from './letters.js';
import { myWork } from './my-work.js';
import { operators } from './operators.js';
import { returned } from './returned.js';
import { workshop } from './workshop.js';

/** The texts of every area; a new area is a file beside this one and a line here. */
const areas = {
  acceptance,
  app,
  audit,
  cases,
  comfort,
  county,
  desk,
  devices,
  letters,
  myWork,
  operators,
  returned,
  counter,
  workshop,
};

type Areas = typeof areas;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: { [Area in keyof Areas]: Areas[Area]['zh'] };
    returnNull: false;
  }
}

const inLanguage = (language: 'zh' | 'en') =>
  Object.fromEntries(Object.entries(areas).map(([area, texts]) => [area, texts[language]]));

/** Loads all texts; Chinese until somebody prefers English. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: false,
    defaultNS: 'app',
    resources: { zh: inLanguage('zh'), en: inLanguage('en') },
    interpolation: { escapeValue: false },
  });
}

/** Switches the language of everything, the document's own mark included. */
export async function speak(language: OwnPreferences['language']): Promise<void> {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  await i18next.changeLanguage(language);
}

/** Every text in both languages, for the test that compares them. */
export const allTexts = areas;
