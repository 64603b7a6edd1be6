import { give } from './handover.js';

// The server shows what the folders mean; it is told their names and counts, never 20,000 paths.
document.addEventListener('folder-picked', ({ target, detail }) => {
  const form = target.closest('#new-survey');
  if (!form) {
    return;
  }
  give(detail.pictures);
  form.elements.folders.value = JSON.stringify(detail.folders);
  const preview = form.querySelector('#site-preview');
  // Levels chosen for another folder mean nothing for this one.
  preview.replaceChildren();
  // Over a slow line somebody is faster than htmx, which would not hear it; what it knows already it leaves alone.
  htmx.process(form);
  preview.dispatchEvent(new CustomEvent('folder-counted'));
});
