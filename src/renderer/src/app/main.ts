import './no-eval'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { connectionKey, openConnection } from '../bridge'
import { desktopKey } from '../bridge/desktop'
import '../styles'
import App from './App.vue'
import { createRoutes } from './routes'

createApp(App)
  .provide(connectionKey, openConnection(window))
  .provide(desktopKey, window.desktop ?? null)
  .use(createPinia())
  .use(createRoutes())
  .mount('#app')
