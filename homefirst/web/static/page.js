// Says that scripts run, and wakes the parts of the page that need them. Every page works without this.
import { initAll } from './nhsuk.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('nhsuk-frontend-supported')
initAll()
