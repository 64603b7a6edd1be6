// A form that a passkey fills in: <passkey-form verb="get | create" options="URL"> around a form with a hidden field
// "credential". Without script, or in a browser that knows no passkeys, it stays hidden.
import { send } from '/js/main.js';

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON || this.form === null) {
      return;
    }
    this.hidden = false;
    this.form.addEventListener('submit', this);
  }

  async handleEvent(event) {
    event.preventDefault();
    const button = this.form.querySelector('button');
    button.disabled = true;
    this.say('');
    try {
      const options = await send('POST', this.getAttribute('options'));
      const credential = this.getAttribute('verb') === 'create' ? await create(options) : await find(options);
      this.form.elements.credential.value = JSON.stringify(credential);
      this.form.submit();
    } catch (error) {
      if (error.status === 403) { // signed in a while ago
        location.assign(`/account/confirm?returnUrl=${encodeURIComponent(location.pathname)}`);
        return;
      }
      button.disabled = false;
      this.say(words(error));
    }
  }

  say(text) {
    this.querySelector('[role=alert]')?.remove();
    if (text) {
      const alert = Object.assign(document.createElement('p'), { className: 'notice danger', textContent: text });
      alert.setAttribute('role', 'alert');
      this.form.prepend(alert);
    }
  }
}

const create = async (options) => navigator.credentials.create({
  publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
});

const find = async (options) => navigator.credentials.get({
  publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
});

function words(error) {
  switch (error.name) {
    case 'NotAllowedError': return 'No passkey was used: you cancelled, or it took too long. Try again.';
    case 'InvalidStateError': return 'This device already has a passkey for your account.';
    case 'SecurityError': return 'Passkeys need a secure address: open this site by https.';
    default: return error.message;
  }
}

customElements.define('passkey-form', PasskeyForm);
