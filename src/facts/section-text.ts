import type { ReportText } from './report-text.ts';
import type { Report, Section } from './schema.ts';

/** What the report prints under a section: the paragraphs of a whole part, or the one with the section's lead. */
export function sectionText(report: Report, section: Section, text: ReportText | undefined): string {
  if (text === undefined) return '';
  const leads = report.sections.filter(({ lead }) => lead !== '');
  return text.paragraphs
    .filter(({ heading, text: paragraph }) => {
      const lead = leads.find(
        (other) => other.heading === heading && paragraph.startsWith(`${other.lead}。`),
      );
      if (section.lead !== '') return lead?.id === section.id;
      if (section.printed) return heading === section.heading && lead !== undefined;
      // Without a heading: what stands before the first one, or after the last paragraph with a lead.
      const first = report.sections.find(({ printed }) => !printed)?.id === section.id;
      return first ? heading === '' : heading !== '' && lead === undefined;
    })
    .map((paragraph) => paragraph.text)
    .join('\n');
}
