import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { connectionKey, openConnection } from '../bridge'
import '../styles'
import App from './App.vue'
import { createRoutes } from './routes'

createApp(App)
  .provide(connectionKey, openConnection(window))
  .use(createPinia())
  .use(createRoutes())
  .mount('#app')
