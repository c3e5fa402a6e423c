const form =
  /^P(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration without months and years, or undefined for any other text. */
export function durationMs(text: string): number | undefined {
  const parts = form.exec(text)?.groups;
  if (!parts || text.endsWith('P') || text.endsWith('T')) return undefined;
  const number = (part: string) => Number(parts[part] ?? 0);
  const hours = (number('weeks') * 7 + number('days')) * 24 + number('hours');
  return ((hours * 60 + number('minutes')) * 60 + number('seconds')) * 1000;
}
