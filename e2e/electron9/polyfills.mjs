import './node12.cjs'
import 'core-js/stable'
