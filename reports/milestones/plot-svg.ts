import * as echarts from 'echarts'
import type { Axis, Plot } from './findings.ts'
import { numberText } from './number-text.ts'

const WIDTH = 760
const HEIGHT = 380
const TEXT = '#334155'
/** Told apart by people who confuse red and green, and by their shapes in print. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9', '#555555']
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow']

/** A plot as a self-contained SVG document on a light ground. */
export function plotSvg(plot: Plot): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  const bars = plot.kind !== 'line'
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    color: COLOURS,
    textStyle: { fontFamily: 'system-ui, sans-serif', color: TEXT },
    title: { text: plot.title, left: 12, top: 8, textStyle: { fontSize: 15, fontWeight: 600, color: TEXT } },
    // Wide gaps: texts are measured without the font that will show them.
    legend: { bottom: 6, left: 'center', itemGap: 30, textStyle: { color: TEXT, fontSize: 11 } },
    grid: { left: 76, right: 24, top: 56, bottom: legendWidth(plot) > WIDTH ? 104 : 84 },
    xAxis: bars
      ? {
          type: 'category',
          data: [...(plot.names ?? [])],
          axisLabel: {
            interval: 0,
            color: TEXT,
            fontSize: 11,
            ...namesAlong(plot.names ?? [])
          },
          ...nameOf(plot.x, 44)
        }
      : axis(plot.x, 30),
    yAxis: axis(plot.y, 58),
    series: plot.series.map(({ name, points }, index) => ({
      name,
      type: bars ? ('bar' as const) : ('line' as const),
      ...(plot.kind === 'stacked bar' ? { stack: 'all' } : {}),
      symbol: SYMBOLS[index % SYMBOLS.length] as string,
      symbolSize: 7,
      showSymbol: points.length <= 40,
      lineStyle: { width: 2 },
      data: points.map(([x, y]) => (bars ? y : [x, y]))
    }))
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

/** About how wide the legend is in one row: more than the plot takes two. */
const legendWidth = ({ series }: Plot): number =>
  series.reduce((sum, { name }) => sum + name.length * 6 + 65, 0)

/** Few names are broken into lines, many stand aslant. */
const namesAlong = ({ length }: readonly string[]) =>
  length > 8 ? { rotate: 35 } : { width: (WIDTH - 110) / Math.max(1, length) - 8, overflow: 'break' as const }

function axis(one: Axis, gap: number) {
  return {
    type: one.logarithmic === true ? ('log' as const) : ('value' as const),
    axisLabel: { color: TEXT, formatter: (value: number) => numberText(value) },
    splitLine: { lineStyle: { color: '#e2e8f0' } },
    ...nameOf(one, gap)
  }
}

const nameOf = ({ label }: Axis, gap: number) => ({
  name: label,
  nameLocation: 'middle' as const,
  nameGap: gap,
  nameTextStyle: { color: TEXT }
})
