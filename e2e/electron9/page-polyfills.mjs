import 'core-js/stable'
