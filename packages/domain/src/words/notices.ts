import type { NoticeKind } from '../intake/notices.js';
import { ruleWords } from './rules.js';

/** The words of a message to the applicant. */
export function noticeWords(notice: NoticeKind): string {
  switch (notice.kind) {
    case 'accepted':
      return `【异地办证】您的居民身份证申请已受理，受理号${notice.acceptanceNumber}。凭回执上的回执码可查进度。`;
    case 'refused-here':
      return `【异地办证】您的申请不予受理，原因：${ruleWords[notice.rule].name.zh}。${ruleWords[notice.rule].remedy.zh}。`;
    case 'suspended':
      return `【异地办证】您的申请暂不受理：身份暂难确认。${ruleWords.appearance.remedy.zh}。`;
    case 'returned':
      return `【异地办证】户口所在地要求补正，请于${notice.answerBy}前到受理点办理，需补正的项目由受理点一次告知。`;
    case 'refused-by-county':
      return `【异地办证】户口所在地不予签发，理由见受理点通知，咨询电话${notice.contact}。已缴费用可退。`;
    case 'withdrawn':
      return '【异地办证】您的申请已撤回，已缴费用可退。';
    case 'revoked':
      return '【异地办证】户口所在地已撤销签发，请到受理点了解情况。';
    case 'ready-to-collect':
      return '【异地办证】您的居民身份证已到受理点，请持领取凭证领取；换领的请带原证。';
    case 'still-waiting':
      return '【异地办证】提醒：您的居民身份证仍在受理点，尚未领取，请持领取凭证前往；换领的请带原证。有困难请联系受理点。';
    case 'made-again':
      return '【异地办证】您的居民身份证有质量问题，正在重新制作，不另收费，到达受理点后再通知您。';
    case 'collected':
      return '【异地办证】您的居民身份证已领取。如非本人或委托人领取，请立即联系受理点。';
  }
}
