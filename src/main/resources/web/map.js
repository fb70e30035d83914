// Shows the features of a page on a map, in RD New or in Web Mercator. The server turns the coordinates, so nothing is
// reprojected here, and nothing is asked of another host.
'use strict';
(() => {
  const place = document.getElementById('map');
  const choice = document.getElementById('map-crs');
  const status = document.getElementById('map-status');
  const rdNew = new ol.proj.Projection({
    code: 'EPSG:28992',
    units: 'm',
    extent: [-285401.92, 22598.08, 595401.92, 903401.92],
  });
  ol.proj.addProjection(rdNew);
  const projections = { 28992: rdNew, 3857: ol.proj.get('EPSG:3857') };
  const style = (stroke, fill, width) =>
    new ol.style.Style({
      stroke: new ol.style.Stroke({ color: stroke, width }),
      fill: new ol.style.Fill({ color: fill }),
      image: new ol.style.Circle({
        radius: 5,
        fill: new ol.style.Fill({ color: '#0b62a4' }),
        stroke: new ol.style.Stroke({ color: '#ffffff', width: 1.5 }),
      }),
    });
  const background = new ol.layer.Vector({ style: style('#767676', 'rgba(128,128,128,0.08)', 1) });
  const shown = new ol.layer.Vector({ style: style('#0b62a4', 'rgba(11,98,164,0.25)', 2) });
  const map = new ol.Map({ target: place, layers: [background, shown] });

  async function features(address, epsg, extra) {
    const url = new URL(address, location.href);
    url.searchParams.set('crs', `http://www.opengis.net/def/crs/EPSG/0/${epsg}`);
    Object.entries(extra).forEach(([name, value]) => url.searchParams.set(name, value));
    const response = await fetch(url, { headers: { Accept: 'application/geo+json' } });
    if (!response.ok) {
      throw new Error(`${response.status}`);
    }
    return new ol.format.GeoJSON().readFeatures(await response.json());
  }

  async function show(epsg) {
    const view = new ol.View({ projection: projections[epsg] });
    const found = await features(place.dataset.items, epsg, place.dataset.limit ? { limit: place.dataset.limit } : {});
    const source = new ol.source.Vector({ features: found.filter((feature) => feature.getGeometry()) });
    shown.setSource(source);
    map.setView(view);
    if (source.getFeatures().length > 0) {
      view.fit(source.getExtent(), { size: map.getSize(), padding: [30, 30, 30, 30], maxZoom: 15 });
    }
    status.textContent = `${source.getFeatures().length} ${status.dataset.features}`;
    place.dataset.shown = source.getFeatures().length;
    // The borders of municipalities lie under it when they are served; without them the map is as true.
    background.setSource(
      new ol.source.Vector({
        features: await features(place.dataset.background, epsg, { limit: 1000 }).catch(() => []),
      }),
    );
  }

  function draw() {
    show(choice.value).catch(() => {
      status.textContent = status.dataset.failed;
    });
  }

  choice.addEventListener('change', draw);
  map.on('singleclick', (event) => {
    const names = map
      .getFeaturesAtPixel(event.pixel, { layerFilter: (layer) => layer === shown })
      .map((feature) => feature.getId());
    if (names.length > 0) {
      status.textContent = names.slice(0, 10).join(', ');
    }
  });
  draw();
})();
