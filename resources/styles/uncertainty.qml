<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="0.8" alphaBand="-1" classificationMin="0" classificationMax="25.5" nodataColor="">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="0" maximumValue="25.5" labelPrecision="4">
            <item value="2.55" label="sure: the answers differ by less than 1 % of the range of values" color="#ffffb2" alpha="0"/>
            <item value="6.375" label="rather sure: by 1 to 2.5 %" color="#fecc5c" alpha="150"/>
            <item value="12.75" label="doubtful: by 2.5 to 5 %" color="#fd8d3c" alpha="190"/>
            <item value="25.5" label="very doubtful: by 5 to 10 %" color="#f03b20" alpha="220"/>
            <item value="inf" label="invented: by more than 10 %, every answer is another picture" color="#bd0026" alpha="240"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0"/>
    <huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>
    <rasterresampler maxOversampling="2"/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
