// What the pages of surveys do in the browser.
import './folder-picker.js';
import './new-survey.js';
import './survey-upload.js';
