import type { Message } from '../src/index.js';
import { ask, withStandIns } from './asking.js';

const message = { reference: 'application-1/accepted', phone: '13900000001', text: '您的申请已受理。' };

describe('the SMS provider', () => {
  it('takes a message once per reference, however often it is sent', () =>
    withStandIns(async ({ sms }) => {
      const first = await ask('POST', `${sms}/v1/messages`, message);
      const again = await ask('POST', `${sms}/v1/messages`, message);
      expect([first.status, again.status]).toEqual([202, 202]);
      expect(again.body).toEqual(first.body);

      const taken = await ask<{ messages: Message[] }>('GET', `${sms}/control/messages?phone=${message.phone}`);
      expect(taken.body.messages).toMatchObject([message]);
    }));

  it('shows the messages of one phone apart from the others', () =>
    withStandIns(async ({ sms }) => {
      await ask('POST', `${sms}/v1/messages`, message);
      await ask('POST', `${sms}/v1/messages`, { ...message, reference: 'other', phone: '13900000002' });
      const texts = async (query: string) =>
        (await ask<{ messages: Message[] }>('GET', `${sms}/control/messages${query}`)).body.messages.length;
      expect([await texts('?phone=13900000002'), await texts('')]).toEqual([1, 2]);
    }));

  it('shows them on a page for people, as text and never as markup', () =>
    withStandIns(async ({ sms }) => {
      await ask('POST', `${sms}/v1/messages`, { ...message, text: '<script>alert(1)</script>可以领取了' });
      const page = await (await fetch(`${sms}/`)).text();
      expect(page).toContain('&lt;script&gt;');
      expect(page).toContain('可以领取了');
      expect(page).not.toContain('<script>');
    }));
});
