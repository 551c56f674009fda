(function () {
  'use strict';
  var root = document.documentElement;
  var prefersDark = matchMedia('(prefers-color-scheme: dark)');
  var plots = [];

  // The series colours of LabSdk, light and dark.
  var LIGHT = ['#0072b2', '#d55e00', '#008f68', '#b5559a', '#a87700', '#3d7fc4', '#7a5195', '#5c5c5c'];
  var DARK = ['#4ba8e8', '#ff8a3d', '#2fc79a', '#e695c4', '#e8b93a', '#8ecbff', '#b793e0', '#b0b0b0'];

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches;
  }

  function setTheme(name) {
    if (name) {
      root.dataset.theme = name;
      root.dataset.jpThemeLight = String(name === 'light');
    } else {
      delete root.dataset.theme;
      delete root.dataset.jpThemeLight;
    }
    plots.forEach(function (plot) { plot.redraw(); });
  }

  // The figure in the colours of the page as it is now.
  function figureOf(text, host, height) {
    if (isDark()) {
      LIGHT.forEach(function (colour, i) { text = text.split(colour).join(DARK[i]); });
    }
    var figure = JSON.parse(text);
    var layout = figure.layout || {};
    var style = getComputedStyle(host);
    var line = style.getPropertyValue('--nb-line').trim();
    layout.paper_bgcolor = layout.plot_bgcolor = 'rgba(0,0,0,0)';
    layout.font = Object.assign({}, layout.font, { color: style.color });
    layout.autosize = true;
    layout.height = layout.height || height;
    delete layout.width;
    Object.keys(layout).forEach(function (key) {
      if (/^[xy]axis\d*$/.test(key) && layout[key] && typeof layout[key] === 'object') {
        layout[key].gridcolor = layout[key].zerolinecolor = line;
      }
    });
    figure.layout = layout;
    return figure;
  }

  function draw(data) {
    var host = document.getElementById(data.dataset.for);
    if (!host) return;
    var still = Array.prototype.slice.call(host.childNodes);
    var drawing = host.querySelector('svg, img');
    var size = drawing ? drawing.getBoundingClientRect() : { width: 0, height: 0 };
    var height = Math.max(240, Math.round(size.height) || 420);
    var plot = document.createElement('div');
    plot.className = 'nb-interactive';
    if (size.width) plot.style.width = Math.round(size.width) + 'px';
    host.appendChild(plot);
    var config = { responsive: true, displaylogo: false };
    var figure = figureOf(data.textContent, host, height);
    window.Plotly.newPlot(plot, figure.data, figure.layout, config).then(function () {
      still.forEach(function (node) {
        if (node.classList) node.classList.add('nb-still');
      });
      plots.push({
        redraw: function () {
          var next = figureOf(data.textContent, host, height);
          window.Plotly.react(plot, next.data, next.layout, config);
        }
      });
      window.Plotly.Plots.resize(plot);
    }, function () {
      plot.remove();
    });
  }

  var button = document.querySelector('.nb-theme');
  button.hidden = false;
  button.addEventListener('click', function () { setTheme(isDark() ? 'light' : 'dark'); });
  prefersDark.addEventListener('change', function () {
    if (!root.dataset.theme) setTheme();
  });

  // Paper is white, and has no folds.
  var before;
  addEventListener('beforeprint', function () {
    before = root.dataset.theme;
    setTheme('light');
    document.querySelectorAll('.nb-fold').forEach(function (fold) { fold.open = true; });
  });
  addEventListener('afterprint', function () { setTheme(before); });

  if (window.Plotly) document.querySelectorAll('script.nb-figure').forEach(draw);
})();
