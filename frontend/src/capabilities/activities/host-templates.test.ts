import { CreateActivity } from '@plenum/protocol';
import Compile from 'typebox/compile';
import { afterAll, describe, expect, test } from 'vitest';
import { type Locale, setLocale } from '#/lib/locale.ts';
import { templates } from './host-templates.ts';

const schema = Compile(CreateActivity);

describe.each(['en', 'de'] satisfies Locale[])('ready-made sets in %s', (locale) => {
  afterAll(() => setLocale('en'));

  test.each(templates.map(({ id }) => id))('%s is taken by the server as it is', (id) => {
    setLocale(locale);
    const activities = templates.find((template) => template.id === id)?.activities() ?? [];
    expect(activities.length).toBeGreaterThan(1);
    expect(activities.filter((activity) => !schema.Check(activity))).toEqual([]);
  });

  test('what is right names one of the options', () => {
    setLocale(locale);
    const quizzes = templates.flatMap((template) => template.activities()).filter(({ correct }) => correct);
    expect(quizzes.length).toBeGreaterThan(3);
    for (const { settings, correct } of quizzes) {
      const { options } = settings as { options: { id: string }[] };
      const [right] = (correct as { optionIds: string[] }).optionIds;
      expect(options.map(({ id }) => id)).toContain(right);
    }
  });
});
