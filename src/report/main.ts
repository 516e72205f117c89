import type { ReportData } from '../shared/domain/report/report-data'
import { showCharts } from './charts'
import { makeSortable } from './sortable'
import { makeTables } from './tables'

/** The program of a report's page: it draws the charts that the page holds as data. */
const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '') as ReportData

showCharts(data)
makeTables(data.charts)
makeSortable()
