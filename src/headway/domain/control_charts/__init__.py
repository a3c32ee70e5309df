"""Control charts: is a figure a signal or ordinary variation, and can its target be relied on?

``chart.control_chart`` works a chart out; ``options.ChartOptions`` holds every choice it makes.
"""
