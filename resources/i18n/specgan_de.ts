<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>SpecGAN</name>
  <message>
   <source>Red band</source>
   <translation>Kanal für Rot</translation>
  </message>
  <message>
   <source>Green band</source>
   <translation>Kanal für Grün</translation>
  </message>
  <message>
   <source>Blue band</source>
   <translation>Kanal für Blau</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Super-resolve selected layers</source>
   <translation>Ausgewählte Layer hochauflösen</translation>
  </message>
  <message>
   <source>Models…</source>
   <translation>Modelle…</translation>
  </message>
  <message>
   <source>Runtime set-up…</source>
   <translation>Laufzeit einrichten…</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Choose in the dialog</source>
   <translation>Im Dialog wählen</translation>
  </message>
  <message>
   <source>Draw or type a rectangle</source>
   <translation>Rechteck zeichnen oder eingeben</translation>
  </message>
  <message>
   <source>All that both layers cover</source>
   <translation>Alles, was beide Layer abdecken</translation>
  </message>
  <message>
   <source>What the map shows now</source>
   <translation>Was die Karte gerade zeigt</translation>
  </message>
  <message>
   <source>A rectangle, drawn or typed</source>
   <translation>Ein Rechteck, gezeichnet oder eingegeben</translation>
  </message>
  <message>
   <source>There is no rectangle yet.</source>
   <translation>Noch gibt es kein Rechteck.</translation>
  </message>
  <message>
   <source>Draw or type one, or choose what both layers cover or what the map shows.</source>
   <translation>Zeichnen oder tippen Sie eines, oder wählen Sie, was beide Layer abdecken oder was die Karte zeigt.</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Choose a model file</source>
   <translation>Modelldatei wählen</translation>
  </message>
  <message>
   <source>The Python of QGIS</source>
   <translation>Das Python von QGIS</translation>
  </message>
  <message>
   <source>The environment that was set up</source>
   <translation>Die eingerichtete Umgebung</translation>
  </message>
  <message>
   <source>A Python of my own</source>
   <translation>Ein eigenes Python</translation>
  </message>
  <message>
   <source>NVIDIA GPU (CUDA)</source>
   <translation>NVIDIA-GPU (CUDA)</translation>
  </message>
  <message>
   <source>CPU</source>
   <translation>CPU</translation>
  </message>
  <message>
   <source>SpecGAN: details</source>
   <translation>SpecGAN: Einzelheiten</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>SpecGAN models</source>
   <translation>SpecGAN-Modelle</translation>
  </message>
  <message>
   <source>&amp;Add…</source>
   <translation>&amp;Hinzufügen…</translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <source>Remove the model {name} from this computer?</source>
   <translation>Das Modell {name} von diesem Rechner entfernen?</translation>
  </message>
  <message>
   <source>Adding {path}…</source>
   <translation>{path} wird hinzugefügt…</translation>
  </message>
  <message>
   <source>{name} was removed.</source>
   <translation>{name} wurde entfernt.</translation>
  </message>
  <message>
   <source>{name} was added.</source>
   <translation>{name} wurde hinzugefügt.</translation>
  </message>
  <message>
   <source>What the dialog begins with</source>
   <translation>Womit der Dialog beginnt</translation>
  </message>
  <message>
   <source>&amp;Model</source>
   <translation>&amp;Modell</translation>
  </message>
  <message>
   <source>&amp;Device</source>
   <translation>&amp;Gerät</translation>
  </message>
  <message>
   <source>What runs the models</source>
   <translation>Womit die Modelle laufen</translation>
  </message>
  <message>
   <source>&amp;Python</source>
   <translation>&amp;Python</translation>
  </message>
  <message>
   <source>Own models lie in {folder}.</source>
   <translation>Eigene Modelle liegen in {folder}.</translation>
  </message>
  <message>
   <source>The python program of an environment with onnxruntime or torch</source>
   <translation>Das Programm python einer Umgebung mit onnxruntime oder torch</translation>
  </message>
  <message>
   <source>Chec&amp;k and use</source>
   <translation>&amp;Prüfen und nehmen</translation>
  </message>
  <message>
   <source>Do &amp;not use it</source>
   <translation>&amp;Nicht nehmen</translation>
  </message>
  <message>
   <source>Checking; a small model runs in it…</source>
   <translation>Wird geprüft; ein kleines Modell läuft darin…</translation>
  </message>
  <message>
   <source>time unknown until the first run</source>
   <translation>Dauer unbekannt bis zum ersten Lauf</translation>
  </message>
  <message>
   <source>CUDA where it works, else the CPU</source>
   <translation>CUDA, wo es läuft, sonst CPU</translation>
  </message>
  <message>
   <source>about {time}</source>
   <translation>etwa {time}</translation>
  </message>
  <message>
   <source>{device} (as in the last run)</source>
   <translation>{device} (wie im letzten Lauf)</translation>
  </message>
  <message>
   <source>{width} x {height} pixels of {pixel} {unit}, at most {disk} on disk</source>
   <translation>{width} x {height} Pixel zu {pixel} {unit}, höchstens {disk} Speicherplatz</translation>
  </message>
  <message>
   <source>{tiles} patches, {time}; device: {device}</source>
   <translation>{tiles} Kacheln, {time}; Gerät: {device}</translation>
  </message>
  <message>
   <source>SpecGAN result</source>
   <translation>SpecGAN-Ergebnis</translation>
  </message>
  <message>
   <source>Look whether the file is still there.</source>
   <translation>Sehen Sie nach, ob die Datei noch da ist.</translation>
  </message>
  <message>
   <source>Bicubic reference</source>
   <translation>Bikubische Vergleichsansicht</translation>
  </message>
  <message>
   <source>The result {path} cannot be opened.</source>
   <translation>Das Ergebnis {path} lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>Source: {name}</source>
   <translation>Quelle: {name}</translation>
  </message>
  <message>
   <source>Super-resolve layers</source>
   <translation>Layer hochauflösen</translation>
  </message>
  <message>
   <source>As the model wants it</source>
   <translation>Wie das Modell sie will</translation>
  </message>
  <message>
   <source>Temporary file</source>
   <translation>Temporäre Datei</translation>
  </message>
  <message>
   <source>Take a model file that is not installed</source>
   <translation>Eine Modelldatei nehmen, die nicht installiert ist</translation>
  </message>
  <message>
   <source>&amp;RGB layer</source>
   <translation>&amp;RGB-Layer</translation>
  </message>
  <message>
   <source>&amp;Bands (R, G, B)</source>
   <translation>&amp;Kanäle (R, G, B)</translation>
  </message>
  <message>
   <source>&amp;Hyperspectral layer</source>
   <translation>&amp;Hyperspektraler Layer</translation>
  </message>
  <message>
   <source>&amp;Extent</source>
   <translation>&amp;Ausdehnung</translation>
  </message>
  <message>
   <source>O&amp;verlap [LR pixels]</source>
   <translation>&amp;Überlappung [LR-Pixel]</translation>
  </message>
  <message>
   <source>Save &amp;to</source>
   <translation>Speichern &amp;in</translation>
  </message>
  <message>
   <source>&amp;Preview</source>
   <translation>&amp;Vorschau</translation>
  </message>
  <message>
   <source>Compute only the patches around the middle of the map</source>
   <translation>Nur die Kacheln um die Kartenmitte rechnen</translation>
  </message>
  <message>
   <source>R&amp;un</source>
   <translation>&amp;Starten</translation>
  </message>
  <message>
   <source>GeoTIFF</source>
   <translation>GeoTIFF</translation>
  </message>
  <message>
   <source>The run could not be prepared.</source>
   <translation>Der Lauf ließ sich nicht vorbereiten.</translation>
  </message>
  <message>
   <source>Something went wrong that SpecGAN did not expect: {error}</source>
   <translation>Etwas ging schief, womit SpecGAN nicht gerechnet hat: {error}</translation>
  </message>
  <message>
   <source>SpecGAN preview: {name}</source>
   <translation>SpecGAN-Vorschau: {name}</translation>
  </message>
  <message>
   <source>SpecGAN: {name}</source>
   <translation>SpecGAN: {name}</translation>
  </message>
  <message>
   <source>{run} is running; progress and Cancel are in the task manager.</source>
   <translation>{run} läuft; Fortschritt und Abbrechen stehen in der Aufgabenverwaltung.</translation>
  </message>
  <message>
   <source>{run} is finished. The fine detail is generated, not measured.</source>
   <translation>{run} ist fertig. Die feinen Einzelheiten sind erzeugt, nicht gemessen.</translation>
  </message>
  <message>
   <source>The layers are not there any more. Open the dialog again.</source>
   <translation>Die Layer sind nicht mehr da. Öffnen Sie den Dialog noch einmal.</translation>
  </message>
  <message>
   <source>{run} was cancelled, since its layer was removed.</source>
   <translation>{run} wurde abgebrochen, weil der Layer entfernt wurde.</translation>
  </message>
  <message>
   <source>{run} was cancelled, since its project was closed.</source>
   <translation>{run} wurde abgebrochen, weil das Projekt geschlossen wurde.</translation>
  </message>
  <message>
   <source>{run} is writing that file now. Choose another output file.</source>
   <translation>{run} schreibt gerade in diese Datei. Wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>{run} was cancelled.</source>
   <translation>{run} wurde abgebrochen.</translation>
  </message>
  <message>
   <source>Installs {packages} with {python} into {folder}. Needs about {size}; QGIS's own Python stays as it is.</source>
   <translation>Installiert {packages} mit {python} in {folder}. Braucht etwa {size}; das Python von QGIS bleibt, wie es ist.</translation>
  </message>
  <message>
   <source>SpecGAN runtime</source>
   <translation>SpecGAN-Laufzeit</translation>
  </message>
  <message>
   <source>Also P&amp;yTorch, for .pt and .pth models (large)</source>
   <translation>Auch P&amp;yTorch, für .pt- und .pth-Modelle (groß)</translation>
  </message>
  <message>
   <source>&amp;Set up</source>
   <translation>&amp;Einrichten</translation>
  </message>
  <message>
   <source>C&amp;ancel set-up</source>
   <translation>Einrichten &amp;abbrechen</translation>
  </message>
  <message>
   <source>Looking for what runs models…</source>
   <translation>Es wird nachgesehen, womit Modelle laufen…</translation>
  </message>
  <message>
   <source>None: download from the internet</source>
   <translation>Keiner: aus dem Internet laden</translation>
  </message>
  <message>
   <source>Copy &amp;diagnostics</source>
   <translation>&amp;Diagnose kopieren</translation>
  </message>
  <message>
   <source>&amp;Look again</source>
   <translation>Noch einmal na&amp;chsehen</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Jetzt</translation>
  </message>
  <message>
   <source>&amp;Folder of wheels</source>
   <translation>&amp;Ordner mit Wheels</translation>
  </message>
  <message>
   <source>Set up an environment of its own</source>
   <translation>Eine eigene Umgebung einrichten</translation>
  </message>
  <message>
   <source>Use a Python of my own</source>
   <translation>Ein eigenes Python nehmen</translation>
  </message>
  <message>
   <source>Setting up; this takes some minutes.</source>
   <translation>Wird eingerichtet; das dauert einige Minuten.</translation>
  </message>
  <message>
   <source>&amp;Set up again</source>
   <translation>Noch einmal &amp;einrichten</translation>
  </message>
  <message>
   <source>&amp;Try again</source>
   <translation>Noch ein&amp;mal</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>The set-up was cancelled; nothing was changed.</source>
   <translation>Das Einrichten wurde abgebrochen; nichts wurde verändert.</translation>
  </message>
  <message>
   <source>Environment</source>
   <translation>Umgebung</translation>
  </message>
  <message>
   <source>Own Python</source>
   <translation>Eigenes Python</translation>
  </message>
  <message>
   <source>Nothing here runs models yet. Press Set up.</source>
   <translation>Hier läuft noch kein Modell. Drücken Sie Einrichten.</translation>
  </message>
  <message>
   <source>no {package}</source>
   <translation>kein {package}</translation>
  </message>
  <message>
   <source>runs on {device}</source>
   <translation>läuft auf {device}</translation>
  </message>
  <message>
   <source>Python of QGIS: {packages}</source>
   <translation>Python von QGIS: {packages}</translation>
  </message>
  <message>
   <source>Patch {done} of {total}, about {time} left</source>
   <translation>Kachel {done} von {total}, noch etwa {time}</translation>
  </message>
  <message>
   <source>Patch {done} of {total} in {time}</source>
   <translation>Kachel {done} von {total} in {time}</translation>
  </message>
  <message>
   <source>&lt;p&gt;Makes an RGB raster 16 or 32 times finer, guided by a hyperspectral (HSI) raster over the same ground, with
SpecGAN (Meng et al., IEEE TGRS 2022, doi 10.1109/TGRS.2022.3222360).&lt;/p&gt;

&lt;h3&gt;What to expect&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;The detail is generated, not measured.&lt;/b&gt; The network paints the texture that its training data make likely for
this colour and this spectrum. Averaged back to the pixels of the RGB layer, the result of the bundled models equals
that layer, so areas and colours keep their meaning; single edges, trees, cars or roofs may not be there. Use it to
look at and to support interpretation; do not measure in it, count in it, or present it as an observation.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Macht ein RGB-Raster 16- oder 32-mal feiner, geleitet von einem Hyperspektralraster (HSI) über demselben Gebiet, mit
SpecGAN (Meng et al., IEEE TGRS 2022, doi 10.1109/TGRS.2022.3222360).&lt;/p&gt;

&lt;h3&gt;Was zu erwarten ist&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Die Einzelheiten sind erzeugt, nicht gemessen.&lt;/b&gt; Das Netz malt die Textur, die seine Trainingsdaten für diese Farbe
und dieses Spektrum wahrscheinlich machen. Auf die Pixel des RGB-Layers gemittelt, gleicht das Ergebnis der mitgelieferten
Modelle diesem Layer; Flächen und Farben behalten also ihre Bedeutung. Einzelne Kanten, Bäume, Autos oder Dächer muss es
nicht geben. Nehmen Sie es zum Ansehen und als Hilfe beim Deuten; messen und zählen Sie nicht darin, und geben Sie es nicht
als Beobachtung aus.&lt;/p&gt;</translation>
  </message>
  <message>
   <source>&lt;h3&gt;Output&lt;/h3&gt;
&lt;p&gt;A tiled, compressed GeoTIFF in the type of the RGB layer with overviews, statistics, nodata where either layer had
none, and tags (SPECGAN_...) that name model, parameters, device and the command that repeats it. The log gives two
figures: the &lt;b&gt;seam ratio&lt;/b&gt; (step across patch borders over step elsewhere; 1 is seamless) and the &lt;b&gt;energy
ratio&lt;/b&gt; (detail in blend zones over detail inside patches; 1 is even).&lt;/p&gt;
&lt;p&gt;The output is written under a temporary name first: after an error or a cancel no partial file stays and an existing
file is untouched. Where the job fails or the computer stops, finished rows stay in a hidden file beside the output, and
the same job, started again, goes on from there; a cancel removes it.&lt;/p&gt;</source>
   <translation>&lt;h3&gt;Ausgabe&lt;/h3&gt;
&lt;p&gt;Ein gekacheltes, komprimiertes GeoTIFF im Typ des RGB-Layers mit Übersichten, Statistik, Nodata, wo einer der Layer
keine Daten hatte, und Angaben (SPECGAN_...), die Modell, Parameter, Gerät und den Befehl zum Wiederholen nennen. Das
Protokoll nennt zwei Zahlen: &lt;b&gt;seam ratio&lt;/b&gt; (Sprung an Kachelgrenzen geteilt durch Sprung anderswo; 1 ist nahtlos) und
&lt;b&gt;energy ratio&lt;/b&gt; (Einzelheiten in Überblendzonen geteilt durch die im Inneren der Kacheln; 1 ist gleichmäßig).&lt;/p&gt;
&lt;p&gt;Die Ausgabe entsteht zuerst unter einem vorläufigen Namen: Nach einem Fehler oder Abbruch bleibt keine halbe Datei, und
eine vorhandene ist unberührt. Wo die Arbeit scheitert oder der Rechner stehen bleibt, liegen fertige Zeilen in einer
versteckten Datei neben der Ausgabe, und dieselbe Arbeit geht, neu gestartet, von dort weiter; ein Abbruch entfernt sie.&lt;/p&gt;</translation>
  </message>
  <message>
   <source>&lt;p&gt;Adds a model to the installed ones, so that the super-resolution offers it by name. Own models lie in the profile, in
the folder specgan/models.&lt;/p&gt;

&lt;h3&gt;Input&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Model file&lt;/b&gt;: an .onnx file that describes itself (from &lt;i&gt;training export&lt;/i&gt;), an own PyTorch checkpoint
(.pt), or a published SpecGAN checkpoint (.pth). PyTorch files are converted to ONNX, and the answers of both are
compared; this needs PyTorch: set up the runtime with PyTorch once.&lt;br/&gt;
&lt;b&gt;Name&lt;/b&gt;: letters, digits, dots, hyphens and underscores.&lt;br/&gt;
&lt;b&gt;Band centres&lt;/b&gt; [nm]: published checkpoints record none, and evenly spaced ones from 380 to 1050 nm are assumed. If
you know them, give one for every HSI band.&lt;br/&gt;
&lt;b&gt;Licence&lt;/b&gt; and &lt;b&gt;notes&lt;/b&gt; go into the model's card.&lt;/p&gt;

&lt;h3&gt;Output&lt;/h3&gt;
&lt;p&gt;The name for the parameter MODEL of the super-resolution. The model appears only after it has run: a file that is
damaged, no SpecGAN model, or computes something else than it says is refused, and nothing stays behind. An installed
model is never overwritten.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Nimmt ein Modell unter die installierten auf, sodass die Hochauflösung es beim Namen anbietet. Eigene Modelle liegen im
Profil, im Ordner specgan/models.&lt;/p&gt;

&lt;h3&gt;Eingabe&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Modelldatei&lt;/b&gt;: eine .onnx-Datei, die sich selbst beschreibt (aus &lt;i&gt;training export&lt;/i&gt;), ein eigener
PyTorch-Checkpoint (.pt) oder ein veröffentlichter SpecGAN-Checkpoint (.pth). PyTorch-Dateien werden in ONNX umgewandelt, und
die Antworten beider werden verglichen; das braucht PyTorch: Richten Sie die Laufzeit einmal mit PyTorch ein.&lt;br/&gt;
&lt;b&gt;Name&lt;/b&gt;: Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.&lt;br/&gt;
&lt;b&gt;Bandmitten&lt;/b&gt; [nm]: Veröffentlichte Checkpoints nennen keine; angenommen werden gleichmäßig verteilte von 380 bis 1050 nm.
Wenn Sie sie kennen, geben Sie für jeden Hyperspektralkanal eine an.&lt;br/&gt;
&lt;b&gt;Lizenz&lt;/b&gt; und &lt;b&gt;Anmerkungen&lt;/b&gt; kommen auf die Karte des Modells.&lt;/p&gt;

&lt;h3&gt;Ausgabe&lt;/h3&gt;
&lt;p&gt;Der Name für den Parameter MODEL der Hochauflösung. Das Modell erscheint erst, wenn es gelaufen ist: Eine Datei, die
beschädigt ist, kein SpecGAN-Modell ist oder etwas anderes rechnet, als sie sagt, wird abgelehnt, und nichts bleibt zurück.
Ein installiertes Modell wird nie überschrieben.&lt;/p&gt;</translation>
  </message>
  <message>
   <source>&lt;p&gt;Turns a hyperspectral product, as its agency delivers it, into one GeoTIFF that QGIS shows in place and that the
super-resolution takes.&lt;/p&gt;

&lt;h3&gt;Input&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;EnMAP L1C, L2A and DESIS&lt;/b&gt;: METADATA.XML, or the SPECTRAL_IMAGE beside it (which the super-resolution reads
directly too).&lt;br/&gt;
&lt;b&gt;PRISMA L2D&lt;/b&gt;: the .he5 file. VNIR and SWIR become one raster in the order of their wavelengths.&lt;br/&gt;
&lt;b&gt;EMIT L2A&lt;/b&gt;: the .nc file with the reflectance, put on the map by its own lookup table.&lt;br/&gt;
&lt;b&gt;NEON&lt;/b&gt;: the .h5 file of reflectance, a tile or a flight line.&lt;br/&gt;
&lt;b&gt;Tanager&lt;/b&gt;: the .h5 file, ortho or basic. A basic one is put on the grid that it names, nearest neighbour.&lt;/p&gt;

&lt;h3&gt;Output&lt;/h3&gt;
&lt;p&gt;A tiled, compressed GeoTIFF with the product's values, its nodata value, scale and offset, and for every band the
wavelength, the width (FWHM) and whether the product marks it as bad. It is written block by block under a temporary
name: after an error or a cancel no partial file stays, and an existing file is untouched.&lt;/p&gt;
&lt;p&gt;The layouts are those of the agencies' documents; no file of theirs was at hand when this was written. If yours is
refused, please report it with the message.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Macht aus einem hyperspektralen Produkt, so wie es geliefert wird, ein GeoTIFF, das QGIS an seinem Ort zeigt und das die
Superauflösung nimmt.&lt;/p&gt;

&lt;h3&gt;Eingabe&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;EnMAP L1C, L2A und DESIS&lt;/b&gt;: METADATA.XML, oder SPECTRAL_IMAGE daneben (das die Superauflösung auch direkt
liest).&lt;br/&gt;
&lt;b&gt;PRISMA L2D&lt;/b&gt;: die .he5-Datei. VNIR und SWIR werden ein Raster in der Reihenfolge ihrer Wellenlängen.&lt;br/&gt;
&lt;b&gt;EMIT L2A&lt;/b&gt;: die .nc-Datei mit der Reflexion, mit ihrer eigenen Tabelle auf die Karte gebracht.&lt;br/&gt;
&lt;b&gt;NEON&lt;/b&gt;: die .h5-Datei der Reflexion, als Kachel oder Flugstreifen.&lt;br/&gt;
&lt;b&gt;Tanager&lt;/b&gt;: die .h5-Datei, ortho oder basic. Ein Produkt basic kommt auf das Gitter, das es nennt, mit dem nächsten
Nachbarn.&lt;/p&gt;

&lt;h3&gt;Ausgabe&lt;/h3&gt;
&lt;p&gt;Ein gekacheltes, komprimiertes GeoTIFF mit den Werten des Produkts, seinem NoData-Wert, Skalierung und Versatz, und zu
jedem Kanal die Wellenlänge, die Breite (FWHM) und ob ihn das Produkt als schlecht markiert. Geschrieben wird Block für
Block unter einem vorläufigen Namen: Nach einem Fehler oder Abbruch bleibt keine halbe Datei, und eine vorhandene bleibt, wie
sie ist.&lt;/p&gt;
&lt;p&gt;Der Aufbau der Dateien stammt aus den Dokumenten; eine Datei der Agenturen lag nicht vor, als dies geschrieben wurde. Wird
Ihre abgelehnt, melden Sie das bitte mit der Meldung.&lt;/p&gt;</translation>
  </message>
  <message>
   <source>&lt;p&gt;Turns a high-resolution RGB raster and a hyperspectral (HSI) raster of the same ground into training data for
SpecGAN: one .npz file a scene and a manifest.json, which &lt;code&gt;python -m specgan.training train&lt;/code&gt; reads on any
machine with torch, without QGIS or GDAL.&lt;/p&gt;

&lt;h3&gt;Input&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;RGB layer&lt;/b&gt;: three bands with the pixel size that the model shall &lt;i&gt;produce&lt;/i&gt;. The low-resolution image is
made from it.&lt;br/&gt;
&lt;b&gt;Hyperspectral layer&lt;/b&gt;: any CRS and pixel size.&lt;br/&gt;
&lt;b&gt;Folder of pairs&lt;/b&gt;: every NAME_rgb.tif with a NAME_hsi.tif beside it; together with the two layers or alone.&lt;br/&gt;
&lt;b&gt;Factor of the models&lt;/b&gt;: 16 or 32. Data for 16 also serve 32.&lt;/p&gt;

&lt;h3&gt;What is held out&lt;/h3&gt;
&lt;p&gt;Validation and test data are chosen by place, never by patch: rasters that overlap or lie within 30 m of each other
are on one side. One raster is one place and is trained on as a whole, unless &lt;b&gt;blocks&lt;/b&gt; cut it into places.&lt;/p&gt;

&lt;h3&gt;Advanced&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Largest shift&lt;/b&gt; [LR pixels]: the HSI is registered onto the RGB by phase correlation, to a fraction of a pixel;
the log and the manifest tell the shift. A pair that clearly matches beyond this limit is left out with a warning.&lt;br/&gt;
&lt;b&gt;PSF&lt;/b&gt; [LR pixels]: the LR image is averaged from the RGB seen through a Gaussian of this width at half maximum. 0,
plain averages, is right for the compact models, whose results average back to the LR image.&lt;br/&gt;
&lt;b&gt;Centres and width of the bands&lt;/b&gt; [nm]: those that the model will take.&lt;br/&gt;
&lt;b&gt;Group&lt;/b&gt;: scenes of one group share a weight in training.&lt;br/&gt;
&lt;b&gt;What the data are&lt;/b&gt;: goes into the model card, with the citation.&lt;/p&gt;

&lt;h3&gt;Output&lt;/h3&gt;
&lt;p&gt;Parts of the RGB without data or entirely black, and parts without HSI, are left out. After an error or a cancel no
file stays.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Macht aus einem hoch aufgelösten RGB-Raster und einem Hyperspektralraster (HSI) desselben Gebiets Trainingsdaten für
SpecGAN: je Szene eine .npz-Datei und eine manifest.json, die &lt;code&gt;python -m specgan.training train&lt;/code&gt; auf jedem Rechner
mit torch liest, ohne QGIS und GDAL.&lt;/p&gt;

&lt;h3&gt;Eingabe&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;RGB-Layer&lt;/b&gt;: drei Kanäle mit der Pixelgröße, die das Modell &lt;i&gt;erzeugen&lt;/i&gt; soll. Das gering aufgelöste Bild wird
daraus gemacht.&lt;br/&gt;
&lt;b&gt;Hyperspektraler Layer&lt;/b&gt;: beliebiges KBS, beliebige Pixelgröße.&lt;br/&gt;
&lt;b&gt;Ordner mit Paaren&lt;/b&gt;: jede NAME_rgb.tif, neben der eine NAME_hsi.tif liegt; mit den beiden Layern zusammen oder
allein.&lt;br/&gt;
&lt;b&gt;Faktor der Modelle&lt;/b&gt;: 16 oder 32. Daten für 16 taugen auch für 32.&lt;/p&gt;

&lt;h3&gt;Was zurückgehalten wird&lt;/h3&gt;
&lt;p&gt;Prüf- und Testdaten werden nach Orten gewählt, nie nach Ausschnitten: Raster, die sich überdecken oder keine 30 m
voneinander liegen, stehen auf einer Seite. Ein Raster ist ein Ort und dient als Ganzes dem Training, wenn nicht
&lt;b&gt;Blöcke&lt;/b&gt; es in Orte teilen.&lt;/p&gt;

&lt;h3&gt;Für Fortgeschrittene&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Größte Verschiebung&lt;/b&gt; [LR-Pixel]: Das HSI wird durch Phasenkorrelation auf das RGB gelegt, auf Bruchteile eines
Pixels genau; Protokoll und Manifest nennen die Verschiebung. Ein Paar, das klar jenseits dieser Grenze passt, bleibt mit
einer Warnung weg.&lt;br/&gt;
&lt;b&gt;PSF&lt;/b&gt; [LR-Pixel]: Das LR-Bild ist das Mittel des RGB, gesehen durch eine Gaußglocke dieser Halbwertsbreite. 0, einfache
Mittel, ist richtig für die kompakten Modelle, deren Ergebnisse im Mittel wieder das LR-Bild sind.&lt;br/&gt;
&lt;b&gt;Mitten und Breite der Kanäle&lt;/b&gt; [nm]: die, die das Modell nehmen wird.&lt;br/&gt;
&lt;b&gt;Gruppe&lt;/b&gt;: Szenen einer Gruppe teilen im Training ein Gewicht.&lt;br/&gt;
&lt;b&gt;Was die Daten sind&lt;/b&gt;: kommt mit der Quellenangabe in den Steckbrief des Modells.&lt;/p&gt;

&lt;h3&gt;Ausgabe&lt;/h3&gt;
&lt;p&gt;Teile des RGB ohne Daten oder ganz in Schwarz und Teile ohne HSI bleiben weg. Nach einem Fehler oder Abbruch bleibt keine
Datei.&lt;/p&gt;</translation>
  </message>
  <message>
   <source>Import a model</source>
   <translation>Modell importieren</translation>
  </message>
  <message>
   <source>Checks a model file, converts it where it is PyTorch's, and adds it to the installed models.</source>
   <translation>Prüft eine Modelldatei, wandelt sie um, wo sie von PyTorch ist, und nimmt sie unter die installierten Modelle auf.</translation>
  </message>
  <message>
   <source>Model file</source>
   <translation>Modelldatei</translation>
  </message>
  <message>
   <source>Name of the installed model</source>
   <translation>Name des installierten Modells</translation>
  </message>
  <message>
   <source>Name (default: the file's)</source>
   <translation>Name (Vorgabe: der der Datei)</translation>
  </message>
  <message>
   <source>Band centres [nm], comma separated, where the file does not record them</source>
   <translation>Bandmitten [nm], durch Kommas getrennt, wo die Datei sie nicht nennt</translation>
  </message>
  <message>
   <source>Licence of the weights</source>
   <translation>Lizenz der Gewichte</translation>
  </message>
  <message>
   <source>Notes: what a user has to know before trusting the result</source>
   <translation>Anmerkungen: was man wissen muss, bevor man dem Ergebnis traut</translation>
  </message>
  <message>
   <source>Import a hyperspectral product</source>
   <translation>Hyperspektrales Produkt importieren</translation>
  </message>
  <message>
   <source>Super-resolution</source>
   <translation>Hochauflösung</translation>
  </message>
  <message>
   <source>Turns a product of EnMAP, DESIS, PRISMA, EMIT, NEON or Tanager into a GeoTIFF with wavelengths.</source>
   <translation>Macht aus einem Produkt von EnMAP, DESIS, PRISMA, EMIT, NEON oder Tanager ein GeoTIFF mit Wellenlängen.</translation>
  </message>
  <message>
   <source>Hyperspectral products</source>
   <translation>Hyperspektrale Produkte</translation>
  </message>
  <message>
   <source>Product file</source>
   <translation>Datei des Produkts</translation>
  </message>
  <message>
   <source>Hyperspectral raster</source>
   <translation>Hyperspektrales Raster</translation>
  </message>
  <message>
   <source>Kind of the product</source>
   <translation>Art des Produkts</translation>
  </message>
  <message>
   <source>Number of bands</source>
   <translation>Zahl der Kanäle</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>Alle Dateien</translation>
  </message>
  <message>
   <source>Super-resolve RGB with hyperspectral</source>
   <translation>RGB mit Hyperspektraldaten hochauflösen</translation>
  </message>
  <message>
   <source>Makes an RGB raster 16 or 32 times finer, guided by a hyperspectral raster over the same ground.</source>
   <translation>Macht ein RGB-Raster 16- oder 32-mal feiner, geleitet von einem Hyperspektralraster über demselben Gebiet.</translation>
  </message>
  <message>
   <source>Step across patch borders over step elsewhere</source>
   <translation>Sprung an Kachelgrenzen geteilt durch Sprung anderswo</translation>
  </message>
  <message>
   <source>Detail energy in blend zones over inside patches</source>
   <translation>Energie der Einzelheiten in Überblendzonen geteilt durch die im Inneren</translation>
  </message>
  <message>
   <source>The model {old} does not come with the plugin any more; {new} takes its place.</source>
   <translation>Das Modell {old} liegt dem Plugin nicht mehr bei; {new} tritt an seine Stelle.</translation>
  </message>
  <message>
   <source>Input</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>Für Fortgeschrittene</translation>
  </message>
  <message>
   <source>The model runs in another Python: {python}</source>
   <translation>Das Modell läuft in einem anderen Python: {python}</translation>
  </message>
  <message>
   <source>Prepare training pairs</source>
   <translation>Trainingspaare vorbereiten</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Turns high-resolution RGB and hyperspectral rasters into training data for SpecGAN.</source>
   <translation>Macht aus hoch aufgelösten RGB- und Hyperspektralrastern Trainingsdaten für SpecGAN.</translation>
  </message>
  <message>
   <source>RGB layer (high resolution)</source>
   <translation>RGB-Layer (hoch aufgelöst)</translation>
  </message>
  <message>
   <source>Hyperspectral layer of the same ground</source>
   <translation>Hyperspektraler Layer desselben Gebiets</translation>
  </message>
  <message>
   <source>Folder of pairs NAME_rgb.tif, NAME_hsi.tif</source>
   <translation>Ordner mit Paaren NAME_rgb.tif, NAME_hsi.tif</translation>
  </message>
  <message>
   <source>Factor of the models</source>
   <translation>Faktor der Modelle</translation>
  </message>
  <message>
   <source>Part of the places held out for validation (0 to 1)</source>
   <translation>Anteil der Orte, der zum Prüfen zurückgehalten wird (0 bis 1)</translation>
  </message>
  <message>
   <source>Part of the places held out for testing (0 to 1)</source>
   <translation>Anteil der Orte, der zum Testen zurückgehalten wird (0 bis 1)</translation>
  </message>
  <message>
   <source>Cut rasters into blocks of that width [HR pixels] and split by them (0: no)</source>
   <translation>Raster in Blöcke dieser Breite [HR-Pixel] schneiden und danach aufteilen (0: nein)</translation>
  </message>
  <message>
   <source>Largest shift of the HSI onto the RGB [LR pixels] (0: none)</source>
   <translation>Größte Verschiebung des HSI auf das RGB [LR-Pixel] (0: keine)</translation>
  </message>
  <message>
   <source>Width of the PSF of the LR image [LR pixels] (0: plain averages)</source>
   <translation>Breite der PSF des LR-Bildes [LR-Pixel] (0: einfache Mittel)</translation>
  </message>
  <message>
   <source>Centres of the models' bands [nm] (default: 28 bands, 460 to 1000)</source>
   <translation>Mitten der Kanäle der Modelle [nm] (Vorgabe: 28 Kanäle, 460 bis 1000)</translation>
  </message>
  <message>
   <source>Width of these bands [nm]</source>
   <translation>Breite dieser Kanäle [nm]</translation>
  </message>
  <message>
   <source>Group of these scenes</source>
   <translation>Gruppe dieser Szenen</translation>
  </message>
  <message>
   <source>What the data are, with citation</source>
   <translation>Was die Daten sind, mit Quellenangabe</translation>
  </message>
  <message>
   <source>Seed of the split</source>
   <translation>Startwert der Aufteilung</translation>
  </message>
  <message>
   <source>Folder of the training data</source>
   <translation>Ordner der Trainingsdaten</translation>
  </message>
  <message>
   <source>Scenes written</source>
   <translation>Geschriebene Szenen</translation>
  </message>
  <message>
   <source>Pairs left out</source>
   <translation>Ausgelassene Paare</translation>
  </message>
  <message>
   <source>RGB and HSI belong together: give both layers, or a folder alone.</source>
   <translation>RGB und HSI gehören zusammen: Geben Sie beide Layer an, oder nur einen Ordner.</translation>
  </message>
  <message>
   <source>There is nothing to prepare: give RGB and HSI, or a folder of pairs.</source>
   <translation>Es gibt nichts vorzubereiten: Geben Sie RGB und HSI an, oder einen Ordner mit Paaren.</translation>
  </message>
  <message>
   <source>RGB layer (low resolution)</source>
   <translation>RGB-Layer (niedrige Auflösung)</translation>
  </message>
  <message>
   <source>Three bands of any type (8, 11, 12, 16 bit, float), with a CRS. Its pixel grid is the grid of the result, divided by the factor.</source>
   <translation>Drei Kanäle, beliebiger Typ (8, 11, 12, 16 bit, Gleitkomma), mit KBS. Sein Pixelraster ist das des Ergebnisses, geteilt durch den Faktor.</translation>
  </message>
  <message>
   <source>Hyperspectral layer</source>
   <translation>Hyperspektraler Layer</translation>
  </message>
  <message>
   <source>Any CRS and pixel size; it is resampled onto the RGB layer's grid. Band wavelengths are read from its metadata, its band names, or EnMAP's and DESIS's files beside it, and decide which bands the model gets. Without wavelengths the number of bands has to be the model's. Without a layer the network gets zeros, and the detail rests on the RGB layer alone.</source>
   <translation>Beliebiges KBS, beliebige Pixelgröße; er wird auf das Raster des RGB-Layers abgetastet. Die Wellenlängen der Kanäle werden aus seinen Metadaten, den Namen der Kanäle oder den Dateien von EnMAP und DESIS daneben gelesen und entscheiden, welche Kanäle das Modell bekommt. Ohne Wellenlängen muss die Zahl der Kanäle die des Modells sein. Ohne Layer bekommt das Netz Nullen, und die Einzelheiten stützen sich allein auf den RGB-Layer.</translation>
  </message>
  <message>
   <source>Model (name of an installed model, or a file)</source>
   <translation>Modell (Name eines installierten Modells oder eine Datei)</translation>
  </message>
  <message>
   <source>The name of an installed model or the path of an .onnx, .pt or .pth file.</source>
   <translation>Der Name eines installierten Modells oder der Pfad einer .onnx-, .pt- oder .pth-Datei.</translation>
  </message>
  <message>
   <source>Super-resolved RGB</source>
   <translation>Hochaufgelöstes RGB</translation>
  </message>
  <message>
   <source>The GeoTIFF to write.</source>
   <translation>Das GeoTIFF, das geschrieben wird.</translation>
  </message>
  <message>
   <source>Extent (default: all both layers cover)</source>
   <translation>Ausdehnung (Vorgabe: alles, was beide Layer abdecken)</translation>
  </message>
  <message>
   <source>Only this part is computed, widened to whole RGB pixels.</source>
   <translation>Nur dieser Teil wird gerechnet, auf ganze RGB-Pixel erweitert.</translation>
  </message>
  <message>
   <source>Red, green and blue band, in this order (default: from the layer)</source>
   <translation>Kanäle für Rot, Grün und Blau, in dieser Reihenfolge (Vorgabe: vom Layer)</translation>
  </message>
  <message>
   <source>Where colour interpretation, style, wavelengths and band names do not tell, or tell wrong.</source>
   <translation>Wenn Farbdeutung, Stil, Wellenlängen und Namen der Kanäle es nicht sagen oder falsch sagen.</translation>
  </message>
  <message>
   <source>Overlap of patches [LR pixels] (default: the model's)</source>
   <translation>Überlappung der Kacheln [LR-Pixel] (Vorgabe: die des Modells)</translation>
  </message>
  <message>
   <source>How far neighbouring patches share ground. The model's own value is made for seamless results.</source>
   <translation>Wie weit benachbarte Kacheln denselben Boden zeigen. Der Wert des Modells ist für nahtlose Ergebnisse gemacht.</translation>
  </message>
  <message>
   <source>Generated detail, 0 (only what was measured) to 1 (all) (default: the model's)</source>
   <translation>Erzeugte Einzelheiten, 0 (nur Gemessenes) bis 1 (alle) (Vorgabe: die des Modells)</translation>
  </message>
  <message>
   <source>How much of what the network paints goes into the result. 0 gives a smooth picture that holds only what was measured, 1 everything the model paints; between them, sharpness is traded for safety.</source>
   <translation>Wie viel von dem, was das Netz malt, ins Ergebnis kommt. 0 ergibt ein glattes Bild, das nur Gemessenes enthält, 1 alles, was das Modell malt; dazwischen wird Schärfe gegen Sicherheit getauscht.</translation>
  </message>
  <message>
   <source>Factor of the result, a divisor of the model's (default: the model's)</source>
   <translation>Faktor des Ergebnisses, ein Teiler des Modellfaktors (Vorgabe: der des Modells)</translation>
  </message>
  <message>
   <source>How many times finer the result is: exact averages over the pixels of the whole one, for smaller files and less invention.</source>
   <translation>Wievielmal feiner das Ergebnis ist: genaue Mittel über die Pixel des ganzen, für kleinere Dateien und weniger Erfundenes.</translation>
  </message>
  <message>
   <source>Averages of the result equal the RGB layer (default: where the model is made for it)</source>
   <translation>Mittel des Ergebnisses gleichen dem RGB-Layer (Vorgabe: wo das Modell dafür gemacht ist)</translation>
  </message>
  <message>
   <source>Averaged back to the pixels of the RGB layer, the result equals that layer, also where the model alone would not, and within the range of the type.</source>
   <translation>Auf die Pixel des RGB-Layers gemittelt, gleicht das Ergebnis diesem Layer, auch wo das Modell allein es nicht täte, und im Wertebereich des Typs.</translation>
  </message>
  <message>
   <source>RGB value range, low,high (default: the model's or percentiles)</source>
   <translation>Wertebereich RGB, unten,oben (Vorgabe: der des Modells oder Perzentile)</translation>
  </message>
  <message>
   <source>What the network sees as darkest and brightest, in file units. By default the fixed range of the model where the layer has the type it was made for, else percentiles of the part that is computed, without values far outside the rest.</source>
   <translation>Was das Netz als dunkelsten und hellsten Wert sieht, in Einheiten der Datei. Vorgabe ist der feste Bereich des Modells, wenn der Layer den Typ hat, für den es gemacht ist, sonst Perzentile des Teils, der berechnet wird, ohne Werte weit außerhalb der übrigen.</translation>
  </message>
  <message>
   <source>HSI value range, low,high (default: the model's or percentiles)</source>
   <translation>Wertebereich HSI, unten,oben (Vorgabe: der des Modells oder Perzentile)</translation>
  </message>
  <message>
   <source>The same for the hyperspectral layer.</source>
   <translation>Dasselbe für den hyperspektralen Layer.</translation>
  </message>
  <message>
   <source>Wavelengths of the hyperspectral bands [nm], a list or a text or CSV file (default: the layer's)</source>
   <translation>Wellenlängen der hyperspektralen Kanäle [nm], Liste oder Text- oder CSV-Datei (Standard: die des Layers)</translation>
  </message>
  <message>
   <source>For a layer that has none, or wrong ones. One number for each band ("450, 460.5, ..."), or a text or CSV file with them; 0 for bands to leave out.</source>
   <translation>Für einen Layer, der keine oder falsche hat. Eine Zahl für jeden Kanal ("450, 460.5, ..."), oder eine Text- oder CSV-Datei damit; 0 für Kanäle, die ausgelassen werden.</translation>
  </message>
  <message>
   <source>Values that are no data, a list (default: as the layers declare)</source>
   <translation>Werte, die keine Daten sind, eine Liste (Vorgabe: wie die Layer angeben)</translation>
  </message>
  <message>
   <source>For nodata values that a layer does not declare, such as -9999: values of the file that are no data in all bands of both layers, beside those that the layers declare.</source>
   <translation>Für Nodata-Werte, die ein Layer nicht angibt, etwa -9999: Werte der Datei, die in allen Kanälen beider Layer keine Daten sind, neben denen, die die Layer angeben.</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>cuda or cpu are kept or refused; auto takes CUDA where it works and says so in the log.</source>
   <translation>Cuda und cpu gelten oder werden abgelehnt; auto nimmt CUDA, wo es läuft, und sagt es im Protokoll.</translation>
  </message>
  <message>
   <source>Precision (half: PyTorch models only)</source>
   <translation>Genauigkeit (half: nur PyTorch-Modelle)</translation>
  </message>
  <message>
   <source>full is float32. half has the convolutions of PyTorch models (.pt, .pth) computed in half precision, which is made for CUDA cards, and slower on processors without instructions for it; most values of 8 bit results stay or change by 1. auto is half for PyTorch models on CUDA, else float32; onnxruntime may round that to TF32 on CUDA. The log and the tags say what ran.</source>
   <translation>Full ist float32. half lässt die Faltungen von PyTorch-Modellen (.pt, .pth) in halber Genauigkeit rechnen; das ist für CUDA-Karten gemacht und langsamer auf Prozessoren ohne Befehle dafür. Die meisten Werte von 8-bit-Ergebnissen bleiben oder ändern sich um 1. auto ist half für PyTorch-Modelle auf CUDA, sonst float32; onnxruntime darf das auf CUDA auf TF32 runden. Protokoll und Angaben sagen, was gelaufen ist.</translation>
  </message>
  <message>
   <source>Patches a network call (0: measured in long runs)</source>
   <translation>Kacheln je Netzaufruf (0: wird in langen Läufen gemessen)</translation>
  </message>
  <message>
   <source>0 has a long run measure what is quickest here; more takes more memory.</source>
   <translation>0 lässt einen langen Lauf messen, was hier am schnellsten ist; mehr braucht mehr Speicher.</translation>
  </message>
  <message>
   <source>Memory [MB] (default: a quarter of the machine's)</source>
   <translation>Speicher [MB] (Vorgabe: ein Viertel dessen, was der Rechner hat)</translation>
  </message>
  <message>
   <source>What strips, queues and batches may take, beside QGIS and the model. What does not fit is refused with the figure that it needs.</source>
   <translation>Was Streifen, Warteschlangen und Stapel neben QGIS und dem Modell belegen dürfen. Was nicht hineinpasst, wird abgelehnt, mit der Zahl, die es braucht.</translation>
  </message>
 </context>
 <context>
  <name>sentences</name>
  <message>
   <source>The model stopped while computing a batch of patches.</source>
   <translation>Das Modell hat beim Rechnen eines Stapels von Kacheln aufgehört.</translation>
  </message>
  <message>
   <source>The device may be out of memory: try a smaller batch size, or the CPU.</source>
   <translation>Vielleicht ist der Speicher des Geräts voll: Versuchen Sie es mit einem kleineren Stapel oder mit der CPU.</translation>
  </message>
  <message>
   <source>The process that runs the model crashed ({0}).</source>
   <extracomment>{0} _name(code)</extracomment>
   <translation>Der Prozess, in dem das Modell läuft, ist abgestürzt ({0}).</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up and set the environment up again, or choose the device cpu.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN und richten Sie die Umgebung noch einmal ein, oder wählen Sie das Gerät cpu.</translation>
  </message>
  <message>
   <source>The process that runs the model was ended ({0}), most likely because memory ran out.</source>
   <extracomment>{0} _name(code)</extracomment>
   <translation>Der Prozess, in dem das Modell läuft, wurde beendet ({0}), höchstwahrscheinlich, weil der Speicher ausging.</translation>
  </message>
  <message>
   <source>Choose a smaller batch size or a smaller extent, or close other programs.</source>
   <translation>Wählen Sie einen kleineren Stapel oder eine kleinere Ausdehnung, oder schließen Sie andere Programme.</translation>
  </message>
  <message>
   <source>The Python {0} has no numpy.</source>
   <extracomment>{0} python</extracomment>
   <translation>Das Python {0} hat kein numpy.</translation>
  </message>
  <message>
   <source>Install it there, or choose another runtime.</source>
   <translation>Installieren Sie es dort, oder wählen Sie eine andere Laufzeit.</translation>
  </message>
  <message>
   <source>The Python {0} cannot run models: it stopped while starting.</source>
   <extracomment>{0} python</extracomment>
   <translation>Mit dem Python {0} lassen sich keine Modelle ausführen: Es blieb beim Starten stehen.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up, which tells what is missing.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN; dort steht, was fehlt.</translation>
  </message>
  <message>
   <source>The process that runs the model was ended from outside ({0}).</source>
   <extracomment>{0} _name(code)</extracomment>
   <translation>Der Prozess, in dem das Modell läuft, wurde von außen beendet ({0}).</translation>
  </message>
  <message>
   <source>Run the job again.</source>
   <translation>Starten Sie den Auftrag noch einmal.</translation>
  </message>
  <message>
   <source>signal {0}, {1}</source>
   <extracomment>{0} -code, {1} signal.Signals(-code).name</extracomment>
   <translation>Signal {0}, {1}</translation>
  </message>
  <message>
   <source>signal {0}</source>
   <extracomment>{0} -code</extracomment>
   <translation>Signal {0}</translation>
  </message>
  <message>
   <source>status 0x{0}</source>
   <extracomment>{0} code</extracomment>
   <translation>Status 0x{0}</translation>
  </message>
  <message>
   <source>exit code {0}</source>
   <extracomment>{0} code</extracomment>
   <translation>Rückgabewert {0}</translation>
  </message>
  <message>
   <source>CUDA was asked for, but onnxruntime cannot use it here.</source>
   <translation>CUDA war verlangt, aber onnxruntime kann es hier nicht nutzen.</translation>
  </message>
  <message>
   <source>Install onnxruntime-gpu and an NVIDIA driver that fits it, or choose the device auto or cpu.</source>
   <translation>Installieren Sie onnxruntime-gpu und einen passenden NVIDIA-Treiber, oder wählen Sie das Gerät auto oder cpu.</translation>
  </message>
  <message>
   <source>Half precision was asked for, but onnxruntime computes .onnx models in float32.</source>
   <translation>Halbe Genauigkeit war verlangt, aber onnxruntime rechnet .onnx-Modelle in float32.</translation>
  </message>
  <message>
   <source>Choose the precision auto or full, or a .pt or .pth model.</source>
   <translation>Wählen Sie die Genauigkeit auto oder full, oder ein .pt- oder .pth-Modell.</translation>
  </message>
  <message>
   <source>Full precision was asked for, but onnxruntime may round float32 to TF32 on CUDA.</source>
   <translation>Volle Genauigkeit war verlangt, aber onnxruntime darf float32 auf CUDA auf TF32 runden.</translation>
  </message>
  <message>
   <source>Choose the precision auto, the device cpu, or a .pt or .pth model.</source>
   <translation>Wählen Sie die Genauigkeit auto, das Gerät cpu, oder ein .pt- oder .pth-Modell.</translation>
  </message>
  <message>
   <source>The model runs on the CPU: on CUDA, onnxruntime may round float32 to TF32.</source>
   <translation>Das Modell läuft auf der CPU: Auf CUDA darf onnxruntime float32 auf TF32 runden.</translation>
  </message>
  <message>
   <source>The model {0} does not take hsi and rgb and give {1}.</source>
   <extracomment>{0} path.name, {1} ' and '.join(outputs_of(spec))</extracomment>
   <translation>Das Modell {0} nimmt nicht hsi und rgb entgegen oder gibt nicht {1} aus.</translation>
  </message>
  <message>
   <source>Export it with `python -m specgan.training export`.</source>
   <translation>Exportieren Sie es mit `python -m specgan.training export`.</translation>
  </message>
  <message>
   <source>CUDA could not be started; the model runs on the CPU, which takes longer.</source>
   <translation>CUDA ließ sich nicht starten; das Modell läuft auf der CPU, was länger dauert.</translation>
  </message>
  <message>
   <source>This Python has no onnxruntime, which runs .onnx models.</source>
   <translation>Dieses Python hat kein onnxruntime, mit dem .onnx-Modelle laufen.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up, or install the package onnxruntime for this Python.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN, oder installieren Sie das Paket onnxruntime für dieses Python.</translation>
  </message>
  <message>
   <source>The network in {0} is not the one that its description tells of.</source>
   <extracomment>{0} path.name</extracomment>
   <translation>Das Netz in {0} ist nicht das, von dem seine Beschreibung spricht.</translation>
  </message>
  <message>
   <source>Export it again with `python -m specgan.training export`.</source>
   <translation>Exportieren Sie es noch einmal mit `python -m specgan.training export`.</translation>
  </message>
  <message>
   <source>onnxruntime cannot load the model {0}.</source>
   <extracomment>{0} path.name</extracomment>
   <translation>onnxruntime kann das Modell {0} nicht laden.</translation>
  </message>
  <message>
   <source>The file may be damaged or made for a newer onnxruntime: copy it again or update onnxruntime.</source>
   <translation>Die Datei ist vielleicht beschädigt oder für ein neueres onnxruntime gemacht: Kopieren Sie sie noch einmal, oder erneuern Sie onnxruntime.</translation>
  </message>
  <message>
   <source>There is no device {0}.</source>
   <extracomment>{0} device</extracomment>
   <translation>Ein Gerät {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose one of {0}.</source>
   <extracomment>{0} ', '.join(DEVICES)</extracomment>
   <translation>Wählen Sie eines von diesen: {0}.</translation>
  </message>
  <message>
   <source>There is no precision {0}.</source>
   <extracomment>{0} precision</extracomment>
   <translation>Es gibt keine Genauigkeit {0}.</translation>
  </message>
  <message>
   <source>There is no model file {0}.</source>
   <extracomment>{0} path</extracomment>
   <translation>Eine Modelldatei {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose an installed model or an existing model file.</source>
   <translation>Wählen Sie ein installiertes Modell oder eine vorhandene Modelldatei.</translation>
  </message>
  <message>
   <source>{0} is not a model file that this plugin can run.</source>
   <extracomment>{0} path.name</extracomment>
   <translation>{0} ist keine Modelldatei, die dieses Plugin ausführen kann.</translation>
  </message>
  <message>
   <source>Choose a file that ends in .onnx, .pt or .pth.</source>
   <translation>Wählen Sie eine Datei, die auf .onnx, .pt oder .pth endet.</translation>
  </message>
  <message>
   <source>A small model gave wrong numbers.</source>
   <translation>Ein kleines Modell gab falsche Zahlen.</translation>
  </message>
  <message>
   <source>The numbers of this model are too large for float16, the half precision of this device.</source>
   <translation>Die Zahlen dieses Modells sind zu groß für float16, die halbe Genauigkeit dieses Geräts.</translation>
  </message>
  <message>
   <source>Choose the precision full.</source>
   <translation>Wählen Sie die Genauigkeit full.</translation>
  </message>
  <message>
   <source>CUDA was asked for, but PyTorch cannot use it here.</source>
   <translation>CUDA war verlangt, aber PyTorch kann es hier nicht nutzen.</translation>
  </message>
  <message>
   <source>Install a PyTorch with CUDA and an NVIDIA driver that fits it, or choose the device auto or cpu.</source>
   <translation>Installieren Sie ein PyTorch mit CUDA und einen passenden NVIDIA-Treiber, oder wählen Sie das Gerät auto oder cpu.</translation>
  </message>
  <message>
   <source>This Python has no PyTorch, which runs .pt and .pth models.</source>
   <translation>Dieses Python hat kein PyTorch, mit dem .pt- und .pth-Modelle laufen.</translation>
  </message>
  <message>
   <source>Set SpecGAN's runtime up with PyTorch, or install the package torch for this Python, or export to .onnx.</source>
   <translation>Richten Sie die Laufzeit von SpecGAN mit PyTorch ein, oder installieren Sie das Paket torch für dieses Python, oder exportieren Sie nach .onnx.</translation>
  </message>
  <message>
   <source>There is no room for a batch of {0} patches in the folder for temporary files.</source>
   <extracomment>{0} count</extracomment>
   <translation>Im Ordner für temporäre Dateien ist kein Platz für einen Stapel Kacheln ({0}).</translation>
  </message>
  <message>
   <source>Free some disk space, or choose a smaller batch size.</source>
   <translation>Schaffen Sie Platz auf der Platte, oder wählen Sie einen kleineren Stapel.</translation>
  </message>
  <message>
   <source>The Python {0} prints lines of its own when it starts.</source>
   <extracomment>{0} self._python</extracomment>
   <translation>Das Python {0} gibt beim Starten eigene Zeilen aus.</translation>
  </message>
  <message>
   <source>Choose another Python, or let SpecGAN's runtime set-up make an environment.</source>
   <translation>Wählen Sie ein anderes Python, oder lassen Sie „Laufzeit einrichten“ von SpecGAN eine Umgebung anlegen.</translation>
  </message>
  <message>
   <source>The process that runs the model met an error that SpecGAN does not know.</source>
   <translation>Der Prozess, in dem das Modell läuft, traf auf einen Fehler, den SpecGAN nicht kennt.</translation>
  </message>
  <message>
   <source>Report it as a bug, with the details.</source>
   <translation>Melden Sie ihn bitte, mit den Einzelheiten.</translation>
  </message>
  <message>
   <source>Batches of {0} patches are the quickest here (patches a second by batch: {1})</source>
   <extracomment>{0} best, {1} speeds</extracomment>
   <translation>Stapel von {0} Kacheln sind hier am schnellsten (Kacheln je Sekunde nach Stapel: {1})</translation>
  </message>
  <message>
   <source>Measuring how many patches a network call should have</source>
   <translation>Es wird gemessen, wie viele Kacheln ein Netzaufruf haben soll</translation>
  </message>
  <message>
   <source>parameter {0}</source>
   <extracomment>{0} known.name</extracomment>
   <translation>der Parameter {0}</translation>
  </message>
  <message>
   <source>the CRS of the layers</source>
   <translation>das KBS der Layer</translation>
  </message>
  <message>
   <source>the model</source>
   <translation>das Modell</translation>
  </message>
  <message>
   <source>the precision</source>
   <translation>die Genauigkeit</translation>
  </message>
  <message>
   <source>the device or its software</source>
   <translation>das Gerät oder seine Software</translation>
  </message>
  <message>
   <source>how the plugin divides the job</source>
   <translation>wie das Plugin den Auftrag aufteilt</translation>
  </message>
  <message>
   <source>parameter EXTENT</source>
   <translation>der Parameter EXTENT</translation>
  </message>
  <message>
   <source>the {0} layer</source>
   <extracomment>{0} layer</extracomment>
   <translation>der {0}-Layer</translation>
  </message>
  <message>
   <source>the files of the {0} layer</source>
   <extracomment>{0} layer</extracomment>
   <translation>die Dateien des {0}-Layers</translation>
  </message>
  <message>
   <source>{0} finished rows of patches are kept in {1}: the same job, started again, goes on from there. Delete the file if you do not want that.</source>
   <extracomment>{0} len(self.entries), {1} self.path</extracomment>
   <translation>Fertige Kachelzeilen ({0}) bleiben in {1} aufgehoben: Derselbe Auftrag, noch einmal gestartet, geht von dort weiter. Löschen Sie die Datei, wenn Sie das nicht wollen.</translation>
  </message>
  <message>
   <source>The model's answer is not what its description promises.</source>
   <translation>Die Antwort des Modells ist nicht, was seine Beschreibung verspricht.</translation>
  </message>
  <message>
   <source>Export the model again, or use another one.</source>
   <translation>Exportieren Sie das Modell noch einmal, oder nehmen Sie ein anderes.</translation>
  </message>
  <message>
   <source>A batch of {0} patches does not fit into memory: going on with {1}</source>
   <extracomment>{0} asked, {1} size</extracomment>
   <translation>Ein Stapel von {0} Kacheln passt nicht in den Speicher: Weiter geht es mit {1}</translation>
  </message>
  <message>
   <source>Model {0}: {1}x, patches of {2} LR pixels, {3} HSI bands</source>
   <extracomment>{0} spec.name, {1} spec.scale, {2} spec.in_size, {3} spec.bands</extracomment>
   <translation>Modell {0}: {1}x, Kachelgröße {2} LR-Pixel, HSI-Kanäle: {3}</translation>
  </message>
  <message>
   <source>Result {0} x {1} pixels of {2} x {3} map units, {4}, {5} MB uncompressed</source>
   <extracomment>{0} grid.width, {1} grid.height, {2} pixel[0], {3} pixel[1], {4} plan.rgb.dtype, {5} plan.output_bytes / 1000000.0</extracomment>
   <translation>Ergebnis {0} x {1} Pixel zu {2} x {3} Karteneinheiten, {4}, {5} MB unkomprimiert</translation>
  </message>
  <message>
   <source>{0} patches, overlap {1} LR pixels, batches of {2}</source>
   <extracomment>{0} plan.tiles, {1} plan.cols.overlap, {2} plan.sizes.batch_size</extracomment>
   <translation>Kacheln: {0}, Überlappung {1} LR-Pixel, Stapelgröße {2}</translation>
  </message>
  <message>
   <source>RGB bands {0}, {1}, {2} ({3})</source>
   <extracomment>{0} red, {1} green, {2} blue, {3} plan.rgb_origin</extracomment>
   <translation>RGB-Kanäle {0}, {1}, {2} ({3})</translation>
  </message>
  <message>
   <source>HSI bands: {0}; HSI onto the RGB grid: {1}</source>
   <extracomment>{0} plan.bands.method, {1} resampling</extracomment>
   <translation>HSI-Kanäle: {0}; HSI auf das RGB-Gitter: {1}</translation>
  </message>
  <message>
   <source>Generated detail: {0} of it</source>
   <extracomment>{0} plan.detail</extracomment>
   <translation>Erzeugte Einzelheiten: Anteil {0}</translation>
  </message>
  <message>
   <source>RGB values {0}, HSI values {1} map to -1..1</source>
   <extracomment>{0} _range(plan.rgb_map), {1} _range(plan.hsi_map)</extracomment>
   <translation>RGB-Werte {0}, HSI-Werte {1} werden zu -1..1</translation>
  </message>
  <message>
   <source>Running on {0} in {1} with {2}</source>
   <extracomment>{0} backend.device, {1} backend.precision, {2} backend.runtime</extracomment>
   <translation>Läuft auf {0} in {1} mit {2}</translation>
  </message>
  <message>
   <source>RGB value range: {0} to {1}</source>
   <extracomment>{0} known[0], {1} known[1]</extracomment>
   <translation>RGB-Wertebereich: {0} bis {1}</translation>
  </message>
  <message>
   <source>RGB value range: percentiles {0} to {1} of the part that is computed</source>
   <extracomment>{0} low, {1} high</extracomment>
   <translation>RGB-Wertebereich: Perzentile {0} bis {1} des Teils, der berechnet wird</translation>
  </message>
  <message>
   <source>An interrupted run of this job has finished {0} of {1} rows of patches: going on from there</source>
   <extracomment>{0} len(journal.entries), {1} total</extracomment>
   <translation>Ein unterbrochener Lauf dieses Auftrags hat {0} von {1} Kachelzeilen fertig: Es geht von dort weiter</translation>
  </message>
  <message>
   <source>The device does not repeat itself exactly: {0} of the values of a strip differ from those of the interrupted run. The result is good, but not to the last digit the one of a single run.</source>
   <extracomment>{0} different</extracomment>
   <translation>Das Gerät wiederholt sich nicht genau: {0} der Werte eines Streifens weichen von denen des unterbrochenen Laufs ab. Das Ergebnis ist gut, aber nicht bis auf die letzte Stelle das eines einzigen Laufs.</translation>
  </message>
  <message>
   <source>The journal is damaged after {0} rows of patches: the rest is computed again.</source>
   <extracomment>{0} row</extracomment>
   <translation>Das Journal ist hinter Kachelzeile {0} beschädigt: Der Rest wird noch einmal gerechnet.</translation>
  </message>
  <message>
   <source>Seam ratio {0}, detail energy in blend zones over inside patches {1}</source>
   <extracomment>{0} figures.seam_ratio, {1} figures.energy_ratio</extracomment>
   <translation>Sprung an Kachelgrenzen geteilt durch Sprung anderswo: {0}; Energie der Einzelheiten in Überblendzonen geteilt durch die im Inneren: {1}</translation>
  </message>
  <message>
   <source>There is not enough memory for a raster {0} pixels wide.</source>
   <extracomment>{0} the_plan.window.width</extracomment>
   <translation>Für ein Raster von {0} Pixel Breite reicht der Speicher nicht.</translation>
  </message>
  <message>
   <source>Choose a narrower extent, or a smaller batch size.</source>
   <translation>Wählen Sie eine schmalere Ausdehnung oder einen kleineren Stapel.</translation>
  </message>
  <message>
   <source>{0} was changed or removed while the job was running.</source>
   <extracomment>{0} stamp.path</extracomment>
   <translation>{0} wurde verändert oder entfernt, während der Auftrag lief.</translation>
  </message>
  <message>
   <source>Start the job again when nothing writes to its input files.</source>
   <translation>Starten Sie den Auftrag noch einmal, wenn nichts mehr in seine Eingabedateien schreibt.</translation>
  </message>
  <message>
   <source>{0} Trying again in {1} s. ({2})</source>
   <extracomment>{0} error.message, {1} pause, {2} error.details</extracomment>
   <translation>{0} Neuer Versuch in {1} s. ({2})</translation>
  </message>
  <message>
   <source>There is no hyperspectral layer: the detail rests on the RGB layer alone.</source>
   <translation>Es gibt keinen hyperspektralen Layer: Die Einzelheiten stützen sich allein auf den RGB-Layer.</translation>
  </message>
  <message>
   <source>The wavelengths of the hyperspectral layer cannot be used: its bands are taken in the order of the file. {0}</source>
   <extracomment>{0} unread</extracomment>
   <translation>Die Wellenlängen des hyperspektralen Layers sind nicht verwendbar: Seine Kanäle werden in der Reihenfolge der Datei genommen. {0}</translation>
  </message>
  <message>
   <source>The hyperspectral layer gives no wavelengths: its bands are taken in the order of the file.</source>
   <translation>Der hyperspektrale Layer nennt keine Wellenlängen: Seine Kanäle werden in der Reihenfolge der Datei genommen.</translation>
  </message>
  <message>
   <source>none, zeros in their place</source>
   <translation>keine, an ihrer Stelle Nullen</translation>
  </message>
  <message>
   <source>Gaussian of {0} nm of {1} bands</source>
   <extracomment>{0} band_width, {1} len(needed)</extracomment>
   <translation>Gaußkurve von {0} nm, Kanäle: {1}</translation>
  </message>
  <message>
   <source>nearest band of {0} bands</source>
   <extracomment>{0} len(needed)</extracomment>
   <translation>nächster Kanal, Kanäle: {0}</translation>
  </message>
  <message>
   <source>order of the file</source>
   <translation>Reihenfolge der Datei</translation>
  </message>
  <message>
   <source>No band of the hyperspectral layer holds data in the part that is computed.</source>
   <translation>Kein Kanal des hyperspektralen Layers enthält Daten in dem Teil, der gerechnet wird.</translation>
  </message>
  <message>
   <source>Choose another extent or layer, and check its nodata value.</source>
   <translation>Wählen Sie eine andere Ausdehnung oder einen anderen Layer, und prüfen Sie seinen NoData-Wert.</translation>
  </message>
  <message>
   <source>{0} marks all of its bands as bad.</source>
   <extracomment>{0} info.path</extracomment>
   <translation>{0} kennzeichnet alle seine Kanäle als schlecht.</translation>
  </message>
  <message>
   <source>Correct the bad band list (bbl) of the layer.</source>
   <translation>Berichtigen Sie die Liste schlechter Kanäle (bbl) des Layers.</translation>
  </message>
  <message>
   <source>The layer covers {0} to {1} nm, the model takes {2} to {3} nm: {4} of its {5} bands take the nearest band instead.</source>
   <extracomment>{0} centres.min(), {1} centres.max(), {2} wanted.min(), {3} wanted.max(), {4} outside.sum(), {5} len(wanted)</extracomment>
   <translation>Der Layer deckt {0} bis {1} nm ab, das Modell nimmt {2} bis {3} nm: Bei {4} seiner {5} Kanäle wird statt dessen der nächste genommen.</translation>
  </message>
  <message>
   <source>The hyperspectral layer has {0} usable bands, the model takes {1}.</source>
   <extracomment>{0} len(usable), {1} len(wanted)</extracomment>
   <translation>Der hyperspektrale Layer hat zu wenig brauchbare Kanäle: {0}, das Modell nimmt {1}.</translation>
  </message>
  <message>
   <source>Choose a layer with more bands, or a model for this sensor.</source>
   <translation>Wählen Sie einen Layer mit mehr Kanälen oder ein Modell für diesen Sensor.</translation>
  </message>
  <message>
   <source>The wavelengths of the hyperspectral layer cannot be used, and it has {0} bands where the model takes {1}. {2}</source>
   <extracomment>{0} info.bands, {1} count, {2} unread</extracomment>
   <translation>Die Wellenlängen des hyperspektralen Layers sind nicht verwendbar, und er hat {0} Kanäle, während das Modell {1} nimmt. {2}</translation>
  </message>
  <message>
   <source>The hyperspectral layer gives no wavelengths and has {0} bands, the model takes {1}.</source>
   <extracomment>{0} info.bands, {1} count</extracomment>
   <translation>Der hyperspektrale Layer nennt keine Wellenlängen, und die Zahl seiner Kanäle ({0}) ist nicht die des Modells ({1}).</translation>
  </message>
  <message>
   <source>Give its wavelengths in HSI_WAVELENGTHS, or write them into its metadata.</source>
   <translation>Geben Sie seine Wellenlängen in HSI_WAVELENGTHS an, oder schreiben Sie sie in seine Metadaten.</translation>
  </message>
  <message>
   <source>The layer covers {0} to {1} nm, the model takes {2} to {3} nm: {4} of its {5} bands are not covered.</source>
   <extracomment>{0} centres.min(), {1} centres.max(), {2} wanted.min(), {3} wanted.max(), {4} outside.sum(), {5} len(wanted)</extracomment>
   <translation>Der Layer deckt {0} bis {1} nm ab, das Modell nimmt {2} bis {3} nm. Nicht abgedeckt: {4} seiner {5} Kanäle.</translation>
  </message>
  <message>
   <source>Choose another hyperspectral layer, or a model for this sensor.</source>
   <translation>Wählen Sie einen anderen hyperspektralen Layer oder ein Modell für diesen Sensor.</translation>
  </message>
  <message>
   <source>Bands of the model that no band with data of the hyperspectral layer covers: {0} of {1}.</source>
   <extracomment>{0} missing.sum(), {1} len(wanted)</extracomment>
   <translation>Kanäle des Modells, die kein Kanal des hyperspektralen Layers mit Daten abdeckt: {0} von {1}.</translation>
  </message>
  <message>
   <source>Choose another hyperspectral layer, or check its nodata value.</source>
   <translation>Wählen Sie einen anderen hyperspektralen Layer, oder prüfen Sie seinen NoData-Wert.</translation>
  </message>
  <message>
   <source>Bands of the model that take a band more than {0} nm away, since those nearer hold no data: {1} of {2}.</source>
   <extracomment>{0} GAP, {1} missing.sum(), {2} len(wanted)</extracomment>
   <translation>Kanäle des Modells, die einen mehr als {0} nm entfernten Kanal nehmen, weil nähere keine Daten enthalten: {1} von {2}.</translation>
  </message>
  <message>
   <source>Bands {0}, {1}, {2} are taken as red, green and blue ({3}), not bands {4}, {5}, {6} ({7}). Give RGB_BANDS if those are right.</source>
   <extracomment>{0} red, {1} green, {2} blue, {3} taken.origin, {4} r, {5} g, {6} b, {7} other.origin</extracomment>
   <translation>Die Kanäle {0}, {1}, {2} werden als Rot, Grün und Blau genommen ({3}), nicht die Kanäle {4}, {5}, {6} ({7}). Geben Sie RGB_BANDS an, wenn diese richtig sind.</translation>
  </message>
  <message>
   <source>Nothing says which bands of the RGB layer are red, green and blue: bands 1, 2, 3 are taken. Give RGB_BANDS if they are others.</source>
   <translation>Nichts sagt, welche Kanäle des RGB-Layers rot, grün und blau sind: Die Kanäle 1, 2, 3 werden genommen. Geben Sie RGB_BANDS an, wenn es andere sind.</translation>
  </message>
  <message>
   <source>as shown on the map</source>
   <translation>wie auf der Karte gezeigt</translation>
  </message>
  <message>
   <source>as asked for</source>
   <translation>wie verlangt</translation>
  </message>
  <message>
   <source>Band {0} of the RGB layer would be taken for a colour, but it is infrared ({1}).</source>
   <extracomment>{0} number, {1} _infrared(info, number)</extracomment>
   <translation>Kanal {0} des RGB-Layers würde als Farbe genommen, ist aber infrarot ({1}).</translation>
  </message>
  <message>
   <source>Choose a layer with red, green and blue, or give the bands to take (RGB_BANDS).</source>
   <translation>Wählen Sie einen Layer mit Rot, Grün und Blau, oder geben Sie die Kanäle an (RGB_BANDS).</translation>
  </message>
  <message>
   <source>The RGB layer has {0} bands; red, green and blue are three bands.</source>
   <extracomment>{0} info.bands</extracomment>
   <translation>Der RGB-Layer hat {0} Kanäle; Rot, Grün und Blau sind drei.</translation>
  </message>
  <message>
   <source>The RGB layer has {0} band; red, green and blue are three bands.</source>
   <extracomment>{0} info.bands</extracomment>
   <translation>Der RGB-Layer hat {0} Kanal; Rot, Grün und Blau sind drei Kanäle.</translation>
  </message>
  <message>
   <source>Convert its palette first (Raster, Conversion, PCT to RGB).</source>
   <translation>Wandeln Sie erst seine Palette um (Raster, Konvertierung, PCT nach RGB).</translation>
  </message>
  <message>
   <source>Choose a colour raster.</source>
   <translation>Wählen Sie ein farbiges Raster.</translation>
  </message>
  <message>
   <source>The RGB layer has bands 1 to {0}; asked for were {1}.</source>
   <extracomment>{0} info.bands, {1} ', '.join(map(str, requested))</extracomment>
   <translation>Der RGB-Layer hat die Kanäle 1 bis {0}; verlangt waren {1}.</translation>
  </message>
  <message>
   <source>Give the numbers of its red, green and blue band.</source>
   <translation>Geben Sie die Nummern seines roten, grünen und blauen Kanals an.</translation>
  </message>
  <message>
   <source>Band {0} of the RGB layer is infrared ({1}): it is taken for a colour, as asked for.</source>
   <extracomment>{0} number, {1} _infrared(info, number)</extracomment>
   <translation>Kanal {0} des RGB-Layers ist infrarot ({1}): Er wird wie verlangt als Farbe genommen.</translation>
  </message>
  <message>
   <source>by their colour interpretation</source>
   <translation>nach ihrer Farbinterpretation</translation>
  </message>
  <message>
   <source>by wavelength</source>
   <translation>nach der Wellenlänge</translation>
  </message>
  <message>
   <source>by name</source>
   <translation>nach dem Namen</translation>
  </message>
  <message>
   <source>the first three</source>
   <translation>die ersten drei</translation>
  </message>
  <message>
   <source>{0} nm</source>
   <extracomment>{0} info.wavelengths[number - 1]</extracomment>
   <translation>{0} nm</translation>
  </message>
  <message>
   <source>{0} holds no raster bands, but {1} subdatasets.</source>
   <extracomment>{0} path, {1} parts</extracomment>
   <translation>{0} hat keine Rasterkanäle, aber Unterdatensätze ({1}).</translation>
  </message>
  <message>
   <source>Choose one of its subdatasets.</source>
   <translation>Wählen Sie einen seiner Unterdatensätze.</translation>
  </message>
  <message>
   <source>{0} is placed on the map by {1} ground control points only.</source>
   <extracomment>{0} path, {1} points</extracomment>
   <translation>{0} ist nur durch Passpunkte auf der Karte verortet: {1}.</translation>
  </message>
  <message>
   <source>Warp it first (Raster, Projections, Warp (Reproject), or gdalwarp), and take the warped raster.</source>
   <translation>Transformieren Sie den Raster zuerst (Raster, Projektionen, Transformieren (Reprojizieren), oder gdalwarp) und wählen Sie das Ergebnis.</translation>
  </message>
  <message>
   <source>{0} is placed on the map by rational polynomial coefficients (RPC) only.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ist nur durch rationale Polynomkoeffizienten (RPC) auf der Karte verortet.</translation>
  </message>
  <message>
   <source>Warp it first with gdalwarp -rpc, best with a terrain model (-to RPC_DEM=dem.tif), and take the warped raster.</source>
   <translation>Transformieren Sie den Raster zuerst mit gdalwarp -rpc, am besten mit einem Geländemodell (-to RPC_DEM=dem.tif), und wählen Sie das Ergebnis.</translation>
  </message>
  <message>
   <source>{0} is part of a product that has no geotransform.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ist Teil eines Produkts ohne Geotransformation.</translation>
  </message>
  <message>
   <source>Make a GeoTIFF of the product first (specgan:importproduct in the Processing Toolbox).</source>
   <translation>Machen Sie zuerst ein GeoTIFF aus dem Produkt (specgan:importproduct in den Verarbeitungswerkzeugen).</translation>
  </message>
  <message>
   <source>{0} is placed on the map by arrays of longitude and latitude only.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ist nur durch Felder von Länge und Breite auf der Karte verortet.</translation>
  </message>
  <message>
   <source>Warp it first with gdalwarp -geoloc, and take the warped raster.</source>
   <translation>Transformieren Sie den Raster zuerst mit gdalwarp -geoloc und wählen Sie das Ergebnis.</translation>
  </message>
  <message>
   <source>{0} holds no raster bands.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} hat keine Rasterkanäle.</translation>
  </message>
  <message>
   <source>Choose a raster file.</source>
   <translation>Wählen Sie eine Rasterdatei.</translation>
  </message>
  <message>
   <source>Make a GeoTIFF of the product first (specgan:importproduct in the Processing Toolbox), or choose one of its subdatasets.</source>
   <translation>Machen Sie zuerst ein GeoTIFF aus dem Produkt (specgan:importproduct in den Verarbeitungswerkzeugen), oder wählen Sie eines seiner Subdatasets.</translation>
  </message>
  <message>
   <source>{0} has no coordinate reference system.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} hat kein Koordinatenbezugssystem.</translation>
  </message>
  <message>
   <source>Assign one first (Raster, Projections, Assign Projection).</source>
   <translation>Weisen Sie erst eines zu (Raster, Projektionen, Projektion zuweisen).</translation>
  </message>
  <message>
   <source>{0} does not tell where its pixels lie on the map.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} sagt nicht, wo auf der Karte seine Pixel liegen.</translation>
  </message>
  <message>
   <source>Georeference it first (Raster, Georeferencer).</source>
   <translation>Georeferenzieren Sie es erst (Raster, Georeferenzierung).</translation>
  </message>
  <message>
   <source>{0} is {1}, which holds no wavelengths.</source>
   <extracomment>{0} label, {1} shown</extracomment>
   <translation>{0} ist {1}, darin stehen keine Wellenlängen.</translation>
  </message>
  <message>
   <source>Give a number in nm for each band, "450, 460.5, ...", or a text or CSV file with them; 0 for bands to leave out.</source>
   <translation>Geben Sie für jeden Kanal eine Zahl in nm an, "450, 460.5, ...", oder eine Text- oder CSV-Datei damit; 0 für Kanäle, die ausgelassen werden.</translation>
  </message>
  <message>
   <source>{0} holds {1}, which is no wavelength.</source>
   <extracomment>{0} label, {1} wrong[0][:60]</extracomment>
   <translation>{0} enthält {1}, das ist keine Wellenlänge.</translation>
  </message>
  <message>
   <source>HSI_WAVELENGTHS has {0} numbers, the hyperspectral layer has {1} bands.</source>
   <extracomment>{0} len(nm), {1} info.bands</extracomment>
   <translation>HSI_WAVELENGTHS hat {0} Zahlen, der hyperspektrale Layer hat {1} Kanäle.</translation>
  </message>
  <message>
   <source>Give one number for each band of the layer; 0 for bands to leave out.</source>
   <translation>Geben Sie für jeden Kanal des Layers eine Zahl an; 0 für Kanäle, die ausgelassen werden.</translation>
  </message>
  <message>
   <source>{0}: {1} is too large for a list of wavelengths.</source>
   <extracomment>{0} label, {1} path</extracomment>
   <translation>{0}: {1} ist zu groß für eine Liste von Wellenlängen.</translation>
  </message>
  <message>
   <source>{0} is {1}, which is no list and no file.</source>
   <extracomment>{0} label, {1} path[:200]</extracomment>
   <translation>{0} ist {1}, das ist weder eine Liste noch eine Datei.</translation>
  </message>
  <message>
   <source>The extent does not touch the RGB layer.</source>
   <translation>Die Ausdehnung berührt den RGB-Layer nicht.</translation>
  </message>
  <message>
   <source>Choose an extent over both layers, or leave it empty.</source>
   <translation>Wählen Sie eine Ausdehnung über beiden Layern, oder lassen Sie sie leer.</translation>
  </message>
  <message>
   <source>A coordinate reference system is not understood.</source>
   <translation>Ein Koordinatenbezugssystem wird nicht verstanden.</translation>
  </message>
  <message>
   <source>Assign another one to the layer.</source>
   <translation>Weisen Sie dem Layer ein anderes zu.</translation>
  </message>
  <message>
   <source>The extent lies outside the ground that both layers cover.</source>
   <translation>Die Ausdehnung liegt außerhalb des Gebiets, das beide Layer abdecken.</translation>
  </message>
  <message>
   <source>The RGB layer and the hyperspectral layer do not overlap.</source>
   <translation>Der RGB-Layer und der hyperspektrale Layer überlappen sich nicht.</translation>
  </message>
  <message>
   <source>Choose two layers over the same ground and check their coordinate reference systems.</source>
   <translation>Wählen Sie zwei Layer über demselben Gebiet, und prüfen Sie ihre Koordinatenbezugssysteme.</translation>
  </message>
  <message>
   <source>There is no conversion between the coordinate reference systems "{0}" and "{1}".</source>
   <extracomment>{0} source.GetName(), {1} target.GetName()</extracomment>
   <translation>Zwischen den Koordinatenbezugssystemen „{0}“ und „{1}“ gibt es keine Umrechnung.</translation>
  </message>
  <message>
   <source>Give both layers coordinate reference systems that have a place on Earth.</source>
   <translation>Geben Sie beiden Layern Koordinatenbezugssysteme, die einen Ort auf der Erde haben.</translation>
  </message>
  <message>
   <source>it has no {0}</source>
   <extracomment>{0} path</extracomment>
   <translation>es fehlt darin {0}</translation>
  </message>
  <message>
   <source>an attribute is no list of numbers</source>
   <translation>ein Attribut ist keine Liste von Zahlen</translation>
  </message>
  <message>
   <source>an array cannot be read to the end</source>
   <translation>ein Array ist nicht bis zum Ende lesbar</translation>
  </message>
  <message>
   <source>{0} cannot be opened as HDF5 or netCDF.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} lässt sich nicht als HDF5 oder netCDF öffnen.</translation>
  </message>
  <message>
   <source>Check that the file is complete, and that this GDAL has its HDF5 driver.</source>
   <translation>Prüfen Sie, ob die Datei vollständig ist und ob dieses GDAL seinen HDF5-Treiber hat.</translation>
  </message>
  <message>
   <source>its metadata file is not beside the image, or has another number of bands</source>
   <translation>seine Metadatendatei liegt nicht neben dem Bild, oder sie hat eine andere Zahl von Kanälen</translation>
  </message>
  <message>
   <source>{0} is no product that can be imported.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ist kein Produkt, das importiert werden kann.</translation>
  </message>
  <message>
   <source>Choose METADATA.XML or SPECTRAL_IMAGE of EnMAP L1C or L2A or of DESIS, or a file of PRISMA L2D (he5), EMIT L2A (nc), NEON reflectance (h5) or Tanager (h5).</source>
   <translation>Wählen Sie METADATA.XML oder SPECTRAL_IMAGE von EnMAP L1C oder L2A oder von DESIS, oder eine Datei von PRISMA L2D (he5), EMIT L2A (nc), NEON-Reflexion (h5) oder Tanager (h5).</translation>
  </message>
  <message>
   <source>There is no file {0}.</source>
   <extracomment>{0} path</extracomment>
   <translation>Eine Datei {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose the file of the product.</source>
   <translation>Wählen Sie die Datei des Produkts.</translation>
  </message>
  <message>
   <source>{0}: {1} x {2} pixels, {3} bands from {4} to {5} nm, {6} marked as bad</source>
   <extracomment>{0} product.kind, {1} product.grid.width, {2} product.grid.height, {3} product.bands, {4} product.wavelengths[0], {5} product.wavelengths[-1], {6} product.good.count(False)</extracomment>
   <translation>{0}: {1} x {2} Pixel, Kanäle: {3} von {4} bis {5} nm, davon als schlecht markiert: {6}</translation>
  </message>
  <message>
   <source>The product holds no data.</source>
   <translation>Das Produkt enthält keine Daten.</translation>
  </message>
  <message>
   <source>Download it again, or choose another one.</source>
   <translation>Laden Sie es noch einmal herunter, oder wählen Sie ein anderes.</translation>
  </message>
  <message>
   <source>its root has no geotransform or no spatial_ref</source>
   <translation>seiner Wurzel fehlt geotransform oder spatial_ref</translation>
  </message>
  <message>
   <source>its Map_Info is rotated</source>
   <translation>seine Map_Info ist gedreht</translation>
  </message>
  <message>
   <source>its cube has {0} bands and {1} wavelengths</source>
   <extracomment>{0} bands, {1} len(nm)</extracomment>
   <translation>Kanäle seines Würfels: {0}, Wellenlängen: {1}</translation>
  </message>
  <message>
   <source>it has no Planet_Ortho_Framing</source>
   <translation>Planet_Ortho_Framing fehlt darin</translation>
  </message>
  <message>
   <source>its grid has no corners or no EPSG code</source>
   <translation>seinem Gitter fehlen die Ecken oder der EPSG-Code</translation>
  </message>
  <message>
   <source>its root has no {0}</source>
   <extracomment>{0} error.args[0]</extracomment>
   <translation>seiner Wurzel fehlt {0}</translation>
  </message>
  <message>
   <source>its Map_Info has no place</source>
   <translation>seine Map_Info nennt keinen Ort</translation>
  </message>
  <message>
   <source>{0} has {1} numbers for {2} bands</source>
   <extracomment>{0} key, {1} len(values), {2} count</extracomment>
   <translation>{0} hat {1} Zahlen für {2} Kanäle</translation>
  </message>
  <message>
   <source>The product cannot be read: {0}.</source>
   <extracomment>{0} lack</extracomment>
   <translation>Das Produkt ist nicht lesbar: {0}.</translation>
  </message>
  <message>
   <source>Download it again; other levels of it are not supported.</source>
   <translation>Laden Sie es noch einmal herunter; andere Stufen davon werden nicht unterstützt.</translation>
  </message>
  <message>
   <source>it gives no wavelengths</source>
   <translation>es nennt keine Wellenlängen</translation>
  </message>
  <message>
   <source>its EPSG code is {0}</source>
   <extracomment>{0} str(code)[:40]</extracomment>
   <translation>sein EPSG-Code ist {0}</translation>
  </message>
  <message>
   <source>{0} holds values of type {1}.</source>
   <extracomment>{0} path, {1} gdal.GetDataTypeName(band.DataType)</extracomment>
   <translation>{0} enthält Werte vom Typ {1}.</translation>
  </message>
  <message>
   <source>Convert it to an integer or float type first (Raster, Conversion, Translate).</source>
   <translation>Wandeln Sie es erst in einen ganzzahligen oder einen Gleitkommatyp um (Raster, Konvertierung, Übersetzen).</translation>
  </message>
  <message>
   <source>{0} cannot be opened as a raster.</source>
   <extracomment>{0} source.path</extracomment>
   <translation>{0} lässt sich nicht als Raster öffnen.</translation>
  </message>
  <message>
   <source>Check that the file exists and is complete.</source>
   <translation>Prüfen Sie, ob die Datei da und vollständig ist.</translation>
  </message>
  <message>
   <source>{0} cannot be read to the end.</source>
   <extracomment>{0} self.info.path</extracomment>
   <translation>{0} lässt sich nicht bis zum Ende lesen.</translation>
  </message>
  <message>
   <source>The file may be damaged or its disk or network gone: copy it again.</source>
   <translation>Vielleicht ist die Datei beschädigt, oder Platte oder Netzwerk sind weg: Kopieren Sie sie noch einmal.</translation>
  </message>
  <message>
   <source>{0} is no coordinate reference system.</source>
   <extracomment>{0} definition[:60]</extracomment>
   <translation>{0} ist kein Koordinatenbezugssystem.</translation>
  </message>
  <message>
   <source>Give it like "EPSG:32633", or as WKT.</source>
   <translation>Geben Sie es an wie "EPSG:32633" oder als WKT.</translation>
  </message>
  <message>
   <source>{0} opens only with credentials that QGIS keeps.</source>
   <extracomment>{0} name</extracomment>
   <translation>{0} lässt sich nur mit Zugangsdaten öffnen, die QGIS verwahrt.</translation>
  </message>
  <message>
   <source>Export it to a GeoTIFF first (right click, Export, Save As).</source>
   <translation>Exportieren Sie ihn erst in ein GeoTIFF (Rechtsklick, Export, Speichern als).</translation>
  </message>
  <message>
   <source>{0} is no nodata value of {1}.</source>
   <extracomment>{0} text, {1} path</extracomment>
   <translation>{0} ist kein Nodata-Wert von {1}.</translation>
  </message>
  <message>
   <source>Write numbers and ranges, such as |nodata:*=source;0;250..255.</source>
   <translation>Schreiben Sie Zahlen und Bereiche, etwa |nodata:*=source;0;250..255.</translation>
  </message>
  <message>
   <source>The hyperspectral layer gives no wavelengths</source>
   <translation>Der hyperspektrale Layer nennt keine Wellenlängen</translation>
  </message>
  <message>
   <source>Wavelengths of the hyperspectral layer: {0} to {1} nm, from {2} ({3})</source>
   <extracomment>{0} low, {1} high, {2} place, {3} detail</extracomment>
   <translation>Wellenlängen des hyperspektralen Layers: {0} bis {1} nm, aus: {2} ({3})</translation>
  </message>
  <message>
   <source>Its list of wavelengths has {0} entries for {1} bands: {2}.</source>
   <extracomment>{0} len(listed.readings), {1} count, {2} _shown(listed.texts)</extracomment>
   <translation>Seine Liste der Wellenlängen hat {0} Einträge für {1} Kanäle: {2}.</translation>
  </message>
  <message>
   <source>What it gives as wavelengths was not understood: {0}, with the unit {1}.</source>
   <extracomment>{0} _shown(found.texts), {1} found.readings[0].unit</extracomment>
   <translation>Was er als Wellenlängen nennt, wurde nicht verstanden: {0}, mit der Einheit {1}.</translation>
  </message>
  <message>
   <source>What it gives as wavelengths was not understood: {0}.</source>
   <extracomment>{0} _shown(found.texts)</extracomment>
   <translation>Was er als Wellenlängen nennt, wurde nicht verstanden: {0}.</translation>
  </message>
  <message>
   <source>The wavelengths of the hyperspectral layer ({0}) contradict their unit, {1}: they are read as {2}.</source>
   <extracomment>{0} _shown(found.texts), {1} centres.contradicted, {2} centres.unit</extracomment>
   <translation>Die Wellenlängen des hyperspektralen Layers ({0}) widersprechen ihrer Einheit {1}: Sie werden als {2} gelesen.</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer left out, since no wavelength is given for them: {0} ({1})</source>
   <extracomment>{0} bands, {1} ', '.join(sorted(texts)[:SHOWN])</extracomment>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, für die keine Wellenlänge genannt ist: {0} ({1})</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer left out, since no wavelength is given for them: {0}</source>
   <extracomment>{0} bands</extracomment>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, für die keine Wellenlänge genannt ist: {0}</translation>
  </message>
  <message>
   <source>the metadata of its bands</source>
   <translation>Metadaten seiner Kanäle</translation>
  </message>
  <message>
   <source>the IMAGERY metadata of its bands</source>
   <translation>IMAGERY-Metadaten seiner Kanäle</translation>
  </message>
  <message>
   <source>a dimension of the file</source>
   <translation>eine Dimension der Datei</translation>
  </message>
  <message>
   <source>a list in its metadata</source>
   <translation>eine Liste in seinen Metadaten</translation>
  </message>
  <message>
   <source>the file beside it</source>
   <translation>die Datei daneben</translation>
  </message>
  <message>
   <source>the names of its bands</source>
   <translation>Namen seiner Kanäle</translation>
  </message>
  <message>
   <source>the parameter HSI_WAVELENGTHS</source>
   <translation>der Parameter HSI_WAVELENGTHS</translation>
  </message>
  <message>
   <source>The RGB layer holds no data in the part that is computed: the result would be empty.</source>
   <translation>Der RGB-Layer enthält keine Daten in dem Teil, der gerechnet wird: Das Ergebnis wäre leer.</translation>
  </message>
  <message>
   <source>The hyperspectral layer holds no data in the part that is computed: the result would be empty.</source>
   <translation>Der hyperspektrale Layer enthält keine Daten in dem Teil, der gerechnet wird: Das Ergebnis wäre leer.</translation>
  </message>
  <message>
   <source>Where one of the layers holds data, the other one holds none: the result would be empty.</source>
   <translation>Wo der eine Layer Daten enthält, enthält der andere keine: Das Ergebnis wäre leer.</translation>
  </message>
  <message>
   <source>Choose another extent or layer, and check the nodata values of both.</source>
   <translation>Wählen Sie eine andere Ausdehnung oder einen anderen Layer, und prüfen Sie die NoData-Werte beider.</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer without data, filled from those beside them: {0}</source>
   <extracomment>{0} names</extracomment>
   <translation>Kanäle des hyperspektralen Layers ohne Daten, aus den benachbarten gefüllt: {0}</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer left out, since they hold one value all over: {0}</source>
   <extracomment>{0} names</extracomment>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, die überall denselben Wert enthalten: {0}</translation>
  </message>
  <message>
   <source>The two layers overlap by less than a pixel of the RGB layer: the result would be empty.</source>
   <translation>Die beiden Layer überlappen um weniger als ein Pixel des RGB-Layers: Das Ergebnis wäre leer.</translation>
  </message>
  <message>
   <source>Choose layers that show the same ground.</source>
   <translation>Wählen Sie Layer, die denselben Boden zeigen.</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer left out, since they hold no data: {0}</source>
   <extracomment>{0} _named(info, empty)</extracomment>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, die keine Daten enthalten: {0}</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine Umrechnung</translation>
  </message>
  <message>
   <source>average</source>
   <translation>Mittelwert</translation>
  </message>
  <message>
   <source>cubic</source>
   <translation>kubisch</translation>
  </message>
  <message>
   <source>{0} is not a GeoTIFF name.</source>
   <extracomment>{0} path.name</extracomment>
   <translation>{0} ist kein Name eines GeoTIFF.</translation>
  </message>
  <message>
   <source>Choose an output file that ends in .tif.</source>
   <translation>Wählen Sie eine Ausgabedatei, die auf .tif endet.</translation>
  </message>
  <message>
   <source>There is no folder {0}.</source>
   <extracomment>{0} path.parent</extracomment>
   <translation>Einen Ordner {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>Make the folder, or choose another output file.</source>
   <translation>Legen Sie den Ordner an, oder wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>{0} cannot be written.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} lässt sich nicht schreiben.</translation>
  </message>
  <message>
   <source>Choose a file in a folder that you may write to.</source>
   <translation>Wählen Sie eine Datei in einem Ordner, in den Sie schreiben dürfen.</translation>
  </message>
  <message>
   <source>The output {0} is also an input.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Ausgabe {0} ist auch eine Eingabe.</translation>
  </message>
  <message>
   <source>Choose another output file.</source>
   <translation>Wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>The result may need {0} GB, the disk of {1} has {2} GB free.</source>
   <extracomment>{0} needed / 1000000000.0, {1} folder, {2} free / 1000000000.0</extracomment>
   <translation>Das Ergebnis braucht bis zu {0} GB, auf der Platte von {1} sind {2} GB frei.</translation>
  </message>
  <message>
   <source>Free some space, choose another disk, or a smaller extent.</source>
   <translation>Schaffen Sie Platz, oder wählen Sie eine andere Platte oder eine kleinere Ausdehnung.</translation>
  </message>
  <message>
   <source>{0} is in use.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} wird gerade benutzt.</translation>
  </message>
  <message>
   <source>Remove its layer from the project, or choose another output file.</source>
   <translation>Entfernen Sie den Layer aus dem Projekt, oder wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>{0} is {1}, which is not {2}.</source>
   <extracomment>{0} label, {1} repr(value)[:80], {2} wanted</extracomment>
   <translation>{0} ist {1}, das ist nicht: {2}.</translation>
  </message>
  <message>
   <source>Give {0} for {1}.</source>
   <extracomment>{0} wanted, {1} label</extracomment>
   <translation>Geben Sie für {1} an: {0}.</translation>
  </message>
  <message>
   <source>{0} is {1}, which is not a range.</source>
   <extracomment>{0} label, {1} text</extracomment>
   <translation>{0} ist {1}, das ist kein Wertebereich.</translation>
  </message>
  <message>
   <source>Write two numbers, low,high, the first one smaller.</source>
   <translation>Schreiben Sie zwei Zahlen, unten,oben, die erste kleiner.</translation>
  </message>
  <message>
   <source>{0} is {1}, which is not three band numbers.</source>
   <extracomment>{0} label, {1} text</extracomment>
   <translation>{0} ist {1}, das sind nicht drei Kanalnummern.</translation>
  </message>
  <message>
   <source>Write the bands of red, green and blue, for example 3,2,1.</source>
   <translation>Schreiben Sie die Kanäle von Rot, Grün und Blau, zum Beispiel 3,2,1.</translation>
  </message>
  <message>
   <source>a text</source>
   <translation>ein Text</translation>
  </message>
  <message>
   <source>numbers with commas between</source>
   <translation>Zahlen mit Kommas dazwischen</translation>
  </message>
  <message>
   <source>a number</source>
   <translation>eine Zahl</translation>
  </message>
  <message>
   <source>a whole number from 0 on</source>
   <translation>eine ganze Zahl ab 0</translation>
  </message>
  <message>
   <source>one of {0}</source>
   <extracomment>{0} ', '.join(self.choices)</extracomment>
   <translation>eines von {0}</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>true oder false</translation>
  </message>
  <message>
   <source>numbers with commas between, or a file</source>
   <translation>Zahlen mit Kommas dazwischen oder eine Datei</translation>
  </message>
  <message>
   <source>xmin,xmax,ymin,ymax [CRS]</source>
   <translation>xmin,xmax,ymin,ymax [KBS]</translation>
  </message>
  <message>
   <source>xmin,xmax,ymin,ymax [EPSG:number]</source>
   <translation>xmin,xmax,ymin,ymax [EPSG:Nummer]</translation>
  </message>
  <message>
   <source>Name: {0}</source>
   <extracomment>{0} spec.name</extracomment>
   <translation>Name: {0}</translation>
  </message>
  <message>
   <source>Scale: {0}x</source>
   <extracomment>{0} spec.scale</extracomment>
   <translation>Faktor: {0}x</translation>
  </message>
  <message>
   <source>Patches: {0} x {1} LR pixels, overlap {2}</source>
   <extracomment>{0} spec.in_size, {1} spec.in_size, {2} spec.overlap</extracomment>
   <translation>Kacheln: {0} x {1} LR-Pixel, Überlappung {2}</translation>
  </message>
  <message>
   <source>HSI bands: {0}, {1} to {2} nm, {3} nm wide, assumed</source>
   <extracomment>{0} spec.bands, {1} first, {2} last, {3} spec.band_width</extracomment>
   <translation>HSI-Kanäle: {0}, {1} bis {2} nm, je {3} nm breit, angenommen</translation>
  </message>
  <message>
   <source>HSI bands: {0}, {1} to {2} nm, {3} nm wide</source>
   <extracomment>{0} spec.bands, {1} first, {2} last, {3} spec.band_width</extracomment>
   <translation>HSI-Kanäle: {0}, {1} bis {2} nm, je {3} nm breit</translation>
  </message>
  <message>
   <source>HSI bands: {0}, {1} to {2} nm, assumed</source>
   <extracomment>{0} spec.bands, {1} first, {2} last</extracomment>
   <translation>HSI-Kanäle: {0}, {1} bis {2} nm, angenommen</translation>
  </message>
  <message>
   <source>HSI bands: {0}, {1} to {2} nm</source>
   <extracomment>{0} spec.bands, {1} first, {2} last</extracomment>
   <translation>HSI-Kanäle: {0}, {1} bis {2} nm</translation>
  </message>
  <message>
   <source>RGB values: {0}</source>
   <extracomment>{0} _range_text(spec.rgb_range)</extracomment>
   <translation>RGB-Werte: {0}</translation>
  </message>
  <message>
   <source>HSI values: {0}</source>
   <extracomment>{0} _range_text(spec.hsi_range)</extracomment>
   <translation>HSI-Werte: {0}</translation>
  </message>
  <message>
   <source>GSD of the training data: {0} to {1} m</source>
   <extracomment>{0} finest, {1} coarsest</extracomment>
   <translation>Bodenauflösung der Trainingsdaten: {0} bis {1} m</translation>
  </message>
  <message>
   <source>GSD of the training data: not recorded</source>
   <translation>Bodenauflösung der Trainingsdaten: nicht festgehalten</translation>
  </message>
  <message>
   <source>LR-consistent: yes: results average back to the RGB layer</source>
   <translation>LR-konsistent: ja: Ergebnisse ergeben gemittelt wieder den RGB-Layer</translation>
  </message>
  <message>
   <source>LR-consistent: no</source>
   <translation>LR-konsistent: nein</translation>
  </message>
  <message>
   <source>Trained on: {0}</source>
   <extracomment>{0} spec.trained_on</extracomment>
   <translation>Trainiert mit: {0}</translation>
  </message>
  <message>
   <source>Trained on: not recorded</source>
   <translation>Trainiert mit: nicht festgehalten</translation>
  </message>
  <message>
   <source>Metrics: {0}</source>
   <extracomment>{0} ', '.join((f'{name} {value:g}' for name, value in spec.metrics.items()))</extracomment>
   <translation>Messwerte: {0}</translation>
  </message>
  <message>
   <source>Metrics: none recorded</source>
   <translation>Messwerte: keine festgehalten</translation>
  </message>
  <message>
   <source>Licence: {0}</source>
   <extracomment>{0} spec.licence</extracomment>
   <translation>Lizenz: {0}</translation>
  </message>
  <message>
   <source>Licence: not recorded</source>
   <translation>Lizenz: nicht festgehalten</translation>
  </message>
  <message>
   <source>Notes: {0}</source>
   <extracomment>{0} spec.notes</extracomment>
   <translation>Anmerkungen: {0}</translation>
  </message>
  <message>
   <source>Notes: none</source>
   <translation>Anmerkungen: keine</translation>
  </message>
  <message>
   <source>There is no model {0}.</source>
   <extracomment>{0} name_or_path</extracomment>
   <translation>Ein Modell {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>Give the path of a model file, or one of the installed models: {0}.</source>
   <extracomment>{0} ', '.join(models)</extracomment>
   <translation>Geben Sie den Pfad einer Modelldatei an oder eines der installierten Modelle: {0}.</translation>
  </message>
  <message>
   <source>Give the path of a model file, or one of the installed models: none.</source>
   <translation>Geben Sie den Pfad einer Modelldatei an; installierte Modelle gibt es keine.</translation>
  </message>
  <message>
   <source>There is no own model {0}.</source>
   <extracomment>{0} name</extracomment>
   <translation>Ein eigenes Modell {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>Own models: {0}.</source>
   <extracomment>{0} ', '.join(own)</extracomment>
   <translation>Eigene Modelle: {0}.</translation>
  </message>
  <message>
   <source>Own models: none.</source>
   <translation>Eigene Modelle: keine.</translation>
  </message>
  <message>
   <source>The model {0} came with the plugin and cannot be removed.</source>
   <extracomment>{0} name</extracomment>
   <translation>Das Modell {0} kam mit dem Plugin und lässt sich nicht entfernen.</translation>
  </message>
  <message>
   <source>Remove own models only.</source>
   <translation>Entfernen Sie nur eigene Modelle.</translation>
  </message>
  <message>
   <source>The model file {0} cannot be removed.</source>
   <extracomment>{0} own[name]</extracomment>
   <translation>Die Modelldatei {0} lässt sich nicht entfernen.</translation>
  </message>
  <message>
   <source>Wait until no job uses it, and see that the folder is writable.</source>
   <translation>Warten Sie, bis kein Auftrag sie mehr benutzt, und sehen Sie nach, ob in den Ordner geschrieben werden darf.</translation>
  </message>
  <message>
   <source>{0} to {1} for {2}, else percentiles {3} to {4} of each band</source>
   <extracomment>{0} mapping.low, {1} mapping.high, {2} mapping.dtype, {3} low, {4} high</extracomment>
   <translation>{0} bis {1} für {2}, sonst Perzentile {3} bis {4} jedes Kanals</translation>
  </message>
  <message>
   <source>{0} to {1} for {2}, else percentiles {3} to {4} of the layer</source>
   <extracomment>{0} mapping.low, {1} mapping.high, {2} mapping.dtype, {3} low, {4} high</extracomment>
   <translation>{0} bis {1} für {2}, sonst Perzentile {3} bis {4} des Layers</translation>
  </message>
  <message>
   <source>percentiles {0} to {1} of each band</source>
   <extracomment>{0} low, {1} high</extracomment>
   <translation>Perzentile {0} bis {1} jedes Kanals</translation>
  </message>
  <message>
   <source>percentiles {0} to {1} of the layer</source>
   <extracomment>{0} low, {1} high</extracomment>
   <translation>Perzentile {0} bis {1} des Layers</translation>
  </message>
  <message>
   <source>These cannot be set in a model's description: {0}.</source>
   <extracomment>{0} ', '.join(wrong)</extracomment>
   <translation>In der Beschreibung eines Modells lässt sich das nicht setzen: {0}.</translation>
  </message>
  <message>
   <source>Fields that can: {0}.</source>
   <extracomment>{0} ', '.join(sorted(known))</extracomment>
   <translation>Felder, bei denen das geht: {0}.</translation>
  </message>
  <message>
   <source>The network takes {0} HSI bands, but {1} wavelengths were given.</source>
   <extracomment>{0} spec.bands, {1} result.bands</extracomment>
   <translation>Die Zahl der HSI-Kanäle des Netzes ist {0}, die der angegebenen Wellenlängen {1}.</translation>
  </message>
  <message>
   <source>Give one wavelength for every band.</source>
   <translation>Geben Sie für jeden Kanal eine Wellenlänge an.</translation>
  </message>
  <message>
   <source>The model {0} does not describe itself, so its scale and bands are unknown.</source>
   <extracomment>{0} path</extracomment>
   <translation>Das Modell {0} beschreibt sich nicht selbst; Faktor und Kanäle sind also unbekannt.</translation>
  </message>
  <message>
   <source>Export it with `python -m specgan.training export`, which writes the description.</source>
   <translation>Exportieren Sie es mit `python -m specgan.training export`; das schreibt die Beschreibung.</translation>
  </message>
  <message>
   <source>The model's description cannot be used: {0}.</source>
   <extracomment>{0} problem</extracomment>
   <translation>Die Beschreibung des Modells taugt nicht: {0}.</translation>
  </message>
  <message>
   <source>Export the model again with the training module of this plugin, or use another model.</source>
   <translation>Exportieren Sie das Modell noch einmal mit dem Trainingsteil dieses Plugins, oder nehmen Sie ein anderes.</translation>
  </message>
  <message>
   <source>The model was written by a newer version of this plugin (format {0}).</source>
   <extracomment>{0} raw['format_version']</extracomment>
   <translation>Das Modell wurde von einer neueren Version dieses Plugins geschrieben (Format {0}).</translation>
  </message>
  <message>
   <source>Update the SpecGAN plugin.</source>
   <translation>Aktualisieren Sie das SpecGAN-Plugin.</translation>
  </message>
  <message>
   <source>The model's description is damaged or incomplete.</source>
   <translation>Die Beschreibung des Modells ist beschädigt oder unvollständig.</translation>
  </message>
  <message>
   <source>The model file {0} cannot be read.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Modelldatei {0} lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>Choose an existing model file.</source>
   <translation>Wählen Sie eine vorhandene Modelldatei.</translation>
  </message>
  <message>
   <source>The file {0} is not an ONNX model, or it is damaged.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Datei {0} ist kein ONNX-Modell, oder sie ist beschädigt.</translation>
  </message>
  <message>
   <source>Copy or download the file again, or choose another model.</source>
   <translation>Kopieren oder laden Sie die Datei noch einmal, oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>{0} is no text</source>
   <extracomment>{0} item</extracomment>
   <translation>{0} ist kein Text</translation>
  </message>
  <message>
   <source>{0} is neither true nor false</source>
   <extracomment>{0} item</extracomment>
   <translation>{0} ist weder wahr noch falsch</translation>
  </message>
  <message>
   <source>band width or GSD is no number</source>
   <translation>Kanalbreite oder Bodenauflösung ist keine Zahl</translation>
  </message>
  <message>
   <source>the metrics are no numbers</source>
   <translation>die Messwerte sind keine Zahlen</translation>
  </message>
  <message>
   <source>scale {0} is not a whole number from 2 to 64</source>
   <extracomment>{0} spec.scale</extracomment>
   <translation>der Faktor {0} ist keine ganze Zahl von 2 bis 64</translation>
  </message>
  <message>
   <source>patch size {0} is not a whole number from 2 to 256</source>
   <extracomment>{0} spec.in_size</extracomment>
   <translation>die Kachelgröße {0} ist keine ganze Zahl von 2 bis 256</translation>
  </message>
  <message>
   <source>the list of HSI wavelengths is empty, too long or not positive</source>
   <translation>die Liste der HSI-Wellenlängen ist leer, zu lang oder nicht positiv</translation>
  </message>
  <message>
   <source>overlap {0} is not between 0 and half the patch size</source>
   <extracomment>{0} spec.overlap</extracomment>
   <translation>die Überlappung {0} liegt nicht zwischen 0 und der halben Kachelgröße</translation>
  </message>
  <message>
   <source>{0} {1} is not between 0 and 1</source>
   <extracomment>{0} item.replace('_', ' '), {1} value</extracomment>
   <translation>{0} {1} liegt nicht zwischen 0 und 1</translation>
  </message>
  <message>
   <source>the {0} value range is no range</source>
   <extracomment>{0} name</extracomment>
   <translation>der Wertebereich {0} ist keiner</translation>
  </message>
  <message>
   <source>the {0} value range is empty</source>
   <extracomment>{0} name</extracomment>
   <translation>der Wertebereich {0} ist leer</translation>
  </message>
  <message>
   <source>The model file {0} holds no network.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Modelldatei {0} enthält kein Netz.</translation>
  </message>
  <message>
   <source>The model file {0} is incomplete or damaged.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Modelldatei {0} ist unvollständig oder beschädigt.</translation>
  </message>
  <message>
   <source>The model file {0} holds no SpecGAN network.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Modelldatei {0} enthält kein SpecGAN-Netz.</translation>
  </message>
  <message>
   <source>The model file {0} is empty.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Modelldatei {0} ist leer.</translation>
  </message>
  <message>
   <source>The model file {0} is not a torch checkpoint, or it is damaged.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Modelldatei {0} ist kein torch-Checkpoint, oder sie ist beschädigt.</translation>
  </message>
  <message>
   <source>The model's description does not fit its network.</source>
   <translation>Die Beschreibung des Modells passt nicht zu seinem Netz.</translation>
  </message>
  <message>
   <source>Export or train the model again.</source>
   <translation>Exportieren oder trainieren Sie das Modell noch einmal.</translation>
  </message>
  <message>
   <source>The model file {0} was refused: it holds more than weights and could run code.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Modelldatei {0} wurde abgelehnt: Sie enthält mehr als Gewichte und könnte Programme ausführen.</translation>
  </message>
  <message>
   <source>Ask its author for a file with tensors only (torch.save of a state dict).</source>
   <translation>Bitten Sie den Urheber um eine Datei, die nur Tensoren enthält (torch.save eines state dict).</translation>
  </message>
  <message>
   <source>A network with {0} = {1} cannot be built: {2} has to be {3}.</source>
   <extracomment>{0} name, {1} value, {2} name, {3} wanted</extracomment>
   <translation>Ein Netz mit {0} = {1} lässt sich nicht bauen: {2} muss so sein: {3}.</translation>
  </message>
  <message>
   <source>Correct the network's configuration, or use another model.</source>
   <translation>Berichtigen Sie die Angaben zum Netz, oder nehmen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>The network's description has fields that this version does not know: {0}.</source>
   <extracomment>{0} ', '.join(map(str, unknown))</extracomment>
   <translation>Die Beschreibung des Netzes hat Felder, die diese Version nicht kennt: {0}.</translation>
  </message>
  <message>
   <source>Update the SpecGAN plugin, or use another model.</source>
   <translation>Aktualisieren Sie das SpecGAN-Plugin, oder nehmen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>a tuple of whole numbers from 1 on</source>
   <translation>ein Tupel ganzer Zahlen ab 1</translation>
  </message>
  <message>
   <source>one number for each of the sizes {0}</source>
   <extracomment>{0} _resolutions(size)</extracomment>
   <translation>eine Zahl für jede der Größen {0}</translation>
  </message>
  <message>
   <source>at least {0}</source>
   <extracomment>{0} SMALLEST</extracomment>
   <translation>mindestens {0}</translation>
  </message>
  <message>
   <source>at least 2</source>
   <translation>mindestens 2</translation>
  </message>
  <message>
   <source>"none" or "lr_consistent"</source>
   <translation>"none" oder "lr_consistent"</translation>
  </message>
  <message>
   <source>a number from 0 on</source>
   <translation>eine Zahl ab 0</translation>
  </message>
  <message>
   <source>a power of two above {0}</source>
   <extracomment>{0} SMALLEST</extracomment>
   <translation>eine Zweierpotenz über {0}</translation>
  </message>
  <message>
   <source>a whole number from 1 on</source>
   <translation>eine ganze Zahl ab 1</translation>
  </message>
  <message>
   <source>a power of two</source>
   <translation>eine Zweierpotenz</translation>
  </message>
  <message>
   <source>0 without a base</source>
   <translation>ohne Grundlage 0</translation>
  </message>
  <message>
   <source>Writing an ONNX file needs the Python packages onnx and onnxscript.</source>
   <translation>Um eine ONNX-Datei zu schreiben, braucht es die Python-Pakete onnx und onnxscript.</translation>
  </message>
  <message>
   <source>Install them: pip install onnx onnxscript.</source>
   <translation>Installieren Sie sie: pip install onnx onnxscript.</translation>
  </message>
  <message>
   <source>torch could not export the network.</source>
   <translation>torch konnte das Netz nicht exportieren.</translation>
  </message>
  <message>
   <source>Try other versions of onnxscript than the installed one; torch is {0}.</source>
   <extracomment>{0} torch.__version__</extracomment>
   <translation>Versuchen Sie es mit anderen Versionen von onnxscript als der installierten; torch ist {0}.</translation>
  </message>
  <message>
   <source>The network has weights that half precision cannot hold.</source>
   <translation>Das Netz hat Gewichte, die in halbe Genauigkeit nicht hineinpassen.</translation>
  </message>
  <message>
   <source>Export it without --half.</source>
   <translation>Exportieren Sie es ohne --half.</translation>
  </message>
  <message>
   <source>The checkpoint's tensors do not make up a SpecGAN network.</source>
   <translation>Die Tensoren des Checkpoints ergeben kein SpecGAN-Netz.</translation>
  </message>
  <message>
   <source>Choose a checkpoint that the published SpecGAN code or this plugin's training wrote.</source>
   <translation>Wählen Sie einen Checkpoint, den der veröffentlichte SpecGAN-Code oder das Training dieses Plugins geschrieben hat.</translation>
  </message>
  <message>
   <source>The published checkpoint format has no place for a network over an upsampled base.</source>
   <translation>Das veröffentlichte Checkpoint-Format hat keinen Platz für ein Netz über einer hochgerechneten Grundlage.</translation>
  </message>
  <message>
   <source>Save it in this plugin's own format.</source>
   <translation>Speichern Sie es im eigenen Format dieses Plugins.</translation>
  </message>
  <message>
   <source>The checkpoint was trained with another resampling filter than the published network's.</source>
   <translation>Der Checkpoint wurde mit einem anderen Umtastfilter trainiert als dem des veröffentlichten Netzes.</translation>
  </message>
  <message>
   <source>Use a checkpoint of the published network.</source>
   <translation>Nehmen Sie einen Checkpoint des veröffentlichten Netzes.</translation>
  </message>
  <message>
   <source>The RGB layer has pixels of {0} m on the ground, the model was made for {1} to {2} m (the model's result: {3} m, made for {4} to {5} m). The texture may have the wrong size.</source>
   <extracomment>{0} layer, {1} finest_layer, {2} coarsest_layer, {3} result, {4} finest, {5} coarsest</extracomment>
   <translation>Der RGB-Layer hat Pixel von {0} m am Boden, das Modell ist für {1} bis {2} m gemacht (Ergebnis des Modells: {3} m, gemacht für {4} bis {5} m). Die Textur kann die falsche Größe haben.</translation>
  </message>
  <message>
   <source>The memory is {0} MB.</source>
   <extracomment>{0} memory_mb</extracomment>
   <translation>Der Speicher ist mit {0} MB angegeben.</translation>
  </message>
  <message>
   <source>Choose 1 or more, or leave it empty.</source>
   <translation>Wählen Sie 1 oder mehr, oder lassen Sie es leer.</translation>
  </message>
  <message>
   <source>A raster {0} pixels wide needs {1} MB of memory beside the model, the job may take {2} MB.</source>
   <extracomment>{0} cols.length, {1} least, {2} _mb(budget)</extracomment>
   <translation>Ein Raster von {0} Pixel Breite braucht neben dem Modell {1} MB Speicher, der Auftrag darf {2} MB nehmen.</translation>
  </message>
  <message>
   <source>Allow that much (MEMORY_MB {0}), or choose a narrower extent.</source>
   <extracomment>{0} least</extracomment>
   <translation>Erlauben Sie so viel (MEMORY_MB {0}), oder wählen Sie eine schmalere Ausdehnung.</translation>
  </message>
  <message>
   <source>"{0}" and "{1}" both have {2} bands, and nothing tells which one is hyperspectral.</source>
   <extracomment>{0} a.name, {1} b.name, {2} a.bands</extracomment>
   <translation>„{0}“ und „{1}“ haben gleich viele Kanäle ({2}), und nichts sagt, welcher Layer der hyperspektrale ist.</translation>
  </message>
  <message>
   <source>Choose them by hand in the dialog, or write "RGB" and "HSI" into their names.</source>
   <translation>Wählen Sie die beiden im Dialog von Hand, oder schreiben Sie "RGB" und "HSI" in ihre Namen.</translation>
  </message>
  <message>
   <source>No raster layer is selected.</source>
   <translation>Kein Rasterlayer ist ausgewählt.</translation>
  </message>
  <message>
   <source>Only one raster layer is selected, "{0}".</source>
   <extracomment>{0} layers[0].name</extracomment>
   <translation>Nur ein Rasterlayer ist ausgewählt, „{0}“.</translation>
  </message>
  <message>
   <source>{0} raster layers are selected.</source>
   <extracomment>{0} len(layers)</extracomment>
   <translation>{0} Rasterlayer sind ausgewählt.</translation>
  </message>
  <message>
   <source>Select two raster layers over the same ground in the Layers panel: one in red, green and blue, and one hyperspectral.</source>
   <translation>Wählen Sie im Layerbedienfeld zwei Rasterlayer über demselben Gebiet aus: einen in Rot, Grün und Blau und einen hyperspektralen.</translation>
  </message>
  <message>
   <source>"{0}" has 1 band; a hyperspectral layer has more.</source>
   <extracomment>{0} layer.name</extracomment>
   <translation>„{0}“ hat 1 Kanal; ein hyperspektraler Layer hat mehr.</translation>
  </message>
  <message>
   <source>"{0}" has 1 band; red, green and blue are three.</source>
   <extracomment>{0} layer.name</extracomment>
   <translation>„{0}“ hat 1 Kanal; Rot, Grün und Blau sind drei.</translation>
  </message>
  <message>
   <source>"{0}" has {1} bands; a hyperspectral layer has more.</source>
   <extracomment>{0} layer.name, {1} layer.bands</extracomment>
   <translation>„{0}“ hat {1} Kanäle; ein hyperspektraler Layer hat mehr.</translation>
  </message>
  <message>
   <source>"{0}" has {1} bands; red, green and blue are three.</source>
   <extracomment>{0} layer.name, {1} layer.bands</extracomment>
   <translation>„{0}“ hat {1} Kanäle; Rot, Grün und Blau sind drei.</translation>
  </message>
  <message>
   <source>The batch size is {0}.</source>
   <extracomment>{0} job.batch_size</extracomment>
   <translation>Die Stapelgröße ist {0}.</translation>
  </message>
  <message>
   <source>Choose 1 or more, or 0 to have it chosen.</source>
   <translation>Wählen Sie 1 oder mehr, oder 0, damit die Zahl gewählt wird.</translation>
  </message>
  <message>
   <source>The model {0} needs a hyperspectral layer: nothing says that it was trained without one.</source>
   <extracomment>{0} spec.name</extracomment>
   <translation>Das Modell {0} braucht einen hyperspektralen Layer: Nichts sagt, dass es auch ohne einen trainiert wurde.</translation>
  </message>
  <message>
   <source>Choose a hyperspectral layer (HSI), or a model whose card says that it may be missing.</source>
   <translation>Einen hyperspektralen Layer wählen (HSI) oder ein Modell, laut dessen Karte er fehlen darf.</translation>
  </message>
  <message>
   <source>The model does not record its band centres; evenly spaced ones are assumed.</source>
   <translation>Das Modell hält seine Bandmitten nicht fest; gleichmäßig verteilte werden angenommen.</translation>
  </message>
  <message>
   <source>The disk has no room for a journal: if the job is interrupted, it has to start over.</source>
   <translation>Auf der Platte ist kein Platz für ein Journal: Wird der Auftrag unterbrochen, muss er von vorn beginnen.</translation>
  </message>
  <message>
   <source>Batches of {0} instead of {1} patches, to keep within memory.</source>
   <extracomment>{0} sizes.batch_size, {1} job.batch_size</extracomment>
   <translation>Stapel von {0} statt {1} Kacheln, damit der Speicher reicht.</translation>
  </message>
  <message>
   <source>Reading value ranges from the layers</source>
   <translation>Wertebereiche werden aus den Layern gelesen</translation>
  </message>
  <message>
   <source>An overlap of {0} pixels does not fit patches of {1}.</source>
   <extracomment>{0} spec.overlap, {1} spec.in_size</extracomment>
   <translation>Die Überlappung {0} passt nicht zur Kachelgröße {1} (LR-Pixel).</translation>
  </message>
  <message>
   <source>Choose 0 to {0}.</source>
   <extracomment>{0} spec.in_size // 2</extracomment>
   <translation>Wählen Sie 0 bis {0}.</translation>
  </message>
  <message>
   <source>A factor of {0} cannot be made from the model's {1}.</source>
   <extracomment>{0} job.factor, {1} spec.scale</extracomment>
   <translation>Ein Faktor von {0} lässt sich aus dem des Modells, {1}, nicht bilden.</translation>
  </message>
  <message>
   <source>Choose one of {0}, or leave it empty for {1}.</source>
   <extracomment>{0} ', '.join(map(str, factors)), {1} spec.scale</extracomment>
   <translation>Wählen Sie einen von {0}, oder lassen Sie das Feld für {1} leer.</translation>
  </message>
  <message>
   <source>DETAIL is {0}.</source>
   <extracomment>{0} detail</extracomment>
   <translation>DETAIL ist {0}.</translation>
  </message>
  <message>
   <source>Choose 0 (no generated detail) to 1 (all of it).</source>
   <translation>Wählen Sie 0 (keine erzeugten Einzelheiten) bis 1 (alle).</translation>
  </message>
  <message>
   <source>RGB layer: {0} % of the pixels are exactly {1}, far from the rest: an undeclared nodata value? If so, set NODATA.</source>
   <extracomment>{0} 100 * stray.share, {1} stray.value</extracomment>
   <translation>RGB-Layer: {0} % der Pixel sind genau {1}, weit weg von den übrigen: ein nicht angegebener Nodata-Wert? Falls ja, setzen Sie NODATA.</translation>
  </message>
  <message>
   <source>Hyperspectral layer: {0} % of the pixels are exactly {1}, far from the rest: an undeclared nodata value? If so, set NODATA.</source>
   <extracomment>{0} 100 * stray.share, {1} stray.value</extracomment>
   <translation>Hyperspektrallayer: {0} % der Pixel sind genau {1}, weit weg von den übrigen: ein nicht angegebener Nodata-Wert? Falls ja, setzen Sie NODATA.</translation>
  </message>
  <message>
   <source>Nothing on this machine runs the model yet: {0} was not found.</source>
   <extracomment>{0} package</extracomment>
   <translation>Auf diesem Rechner läuft das Modell noch nicht: {0} wurde nicht gefunden.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up (Plugins menu, SpecGAN) and press Set up; on a server, install the package {0} for the Python that QGIS uses.</source>
   <extracomment>{0} package</extracomment>
   <translation>Öffnen Sie „Laufzeit einrichten“ (Menü Erweiterungen, SpecGAN), und drücken Sie Einrichten; auf einem Server installieren Sie das Paket {0} für das Python, das QGIS benutzt.</translation>
  </message>
  <message>
   <source>There is no runtime {0}.</source>
   <extracomment>{0} choice.mode</extracomment>
   <translation>Eine Laufzeit {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>The Python that was chosen for SpecGAN is not there: {0}.</source>
   <extracomment>{0} choice.own</extracomment>
   <translation>Das Python, das für SpecGAN gewählt war, ist nicht da: {0}.</translation>
  </message>
  <message>
   <source>The Python that was chosen for SpecGAN is not there: none was named.</source>
   <translation>Das Python, das für SpecGAN gewählt war, ist nicht da: Genannt war keines.</translation>
  </message>
  <message>
   <source>Choose another one in SpecGAN's runtime set-up.</source>
   <translation>Wählen Sie in „Laufzeit einrichten“ von SpecGAN ein anderes.</translation>
  </message>
  <message>
   <source>SpecGAN's environment has no {0}, which this model needs.</source>
   <extracomment>{0} package</extracomment>
   <translation>Die Umgebung von SpecGAN hat kein {0}, das dieses Modell braucht.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up and set it up again with PyTorch, or take an .onnx model.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN, und richten Sie sie noch einmal ein, mit PyTorch, oder nehmen Sie ein .onnx-Modell.</translation>
  </message>
  <message>
   <source>The Python of QGIS has no {0} that works.</source>
   <extracomment>{0} package</extracomment>
   <translation>Das Python von QGIS hat kein {0}, das funktioniert.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up and let it make an environment, or choose another Python there.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN, und lassen Sie dort eine Umgebung anlegen, oder wählen Sie ein anderes Python.</translation>
  </message>
  <message>
   <source>The environment in {0} cannot be removed.</source>
   <extracomment>{0} folder</extracomment>
   <translation>Die Umgebung in {0} lässt sich nicht entfernen.</translation>
  </message>
  <message>
   <source>Close other QGIS windows and try again.</source>
   <translation>Schließen Sie andere QGIS-Fenster, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>{0} {1} is installed in {2}, but a small model does not run with it.</source>
   <extracomment>{0} package, {1} runner.version, {2} python</extracomment>
   <translation>{0} {1} ist in {2} installiert, aber ein kleines Modell läuft damit nicht.</translation>
  </message>
  <message>
   <source>Install it again with: {0} -m pip install --force-reinstall {1}</source>
   <extracomment>{0} _quoted(python), {1} package</extracomment>
   <translation>Installieren Sie es noch einmal mit: {0} -m pip install --force-reinstall {1}</translation>
  </message>
  <message>
   <source>There is no Python {0}.</source>
   <extracomment>{0} python</extracomment>
   <translation>Ein Python {0} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose the python program itself, not its folder.</source>
   <translation>Wählen Sie das Programm python selbst, nicht seinen Ordner.</translation>
  </message>
  <message>
   <source>Install it with: {0} -m pip install numpy {1}</source>
   <extracomment>{0} _quoted(python), {1} package</extracomment>
   <translation>Installieren Sie es mit: {0} -m pip install numpy {1}</translation>
  </message>
  <message>
   <source>The Python {0} has no {1}.</source>
   <extracomment>{0} python, {1} package</extracomment>
   <translation>Das Python {0} hat kein {1}.</translation>
  </message>
  <message>
   <source>Install it with: {0} -m pip install {1}</source>
   <extracomment>{0} _quoted(python), {1} package</extracomment>
   <translation>Installieren Sie es mit: {0} -m pip install {1}</translation>
  </message>
  <message>
   <source>{0} is not a Python.</source>
   <extracomment>{0} python</extracomment>
   <translation>{0} ist kein Python.</translation>
  </message>
  <message>
   <source>Choose the python program of a Python from 3.9 on.</source>
   <translation>Wählen Sie das Programm python eines Python ab 3.9.</translation>
  </message>
  <message>
   <source>{0} is not a Python that can be used.</source>
   <extracomment>{0} python</extracomment>
   <translation>{0} ist kein Python, das sich nutzen lässt.</translation>
  </message>
  <message>
   <source>No Python from 3.9 on was found to build the environment on.</source>
   <translation>Kein Python ab 3.9 wurde gefunden, auf dem die Umgebung angelegt werden könnte.</translation>
  </message>
  <message>
   <source>Install Python from python.org or your system's packages, or choose an own Python that has onnxruntime.</source>
   <translation>Installieren Sie Python von python.org oder aus den Paketen Ihres Systems, oder wählen Sie ein eigenes Python, das onnxruntime hat.</translation>
  </message>
  <message>
   <source>{0} is Python {1}.{2}.</source>
   <extracomment>{0} python, {1} version[0], {2} version[1]</extracomment>
   <translation>{0} ist Python {1}.{2}.</translation>
  </message>
  <message>
   <source>SpecGAN needs Python 3.9 or later.</source>
   <translation>SpecGAN braucht Python 3.9 oder neuer.</translation>
  </message>
  <message>
   <source>The Python {0} lacks its parts venv and ensurepip, which make environments.</source>
   <extracomment>{0} incomplete</extracomment>
   <translation>Dem Python {0} fehlen seine Teile venv und ensurepip, mit denen Umgebungen angelegt werden.</translation>
  </message>
  <message>
   <source>On Debian or Ubuntu install them with: sudo apt install python3-venv (or python{0}-venv). Or choose an own Python that has onnxruntime.</source>
   <extracomment>{0} number</extracomment>
   <translation>Auf Debian oder Ubuntu installieren Sie sie mit: sudo apt install python3-venv (oder python{0}-venv). Oder wählen Sie ein eigenes Python, das onnxruntime hat.</translation>
  </message>
  <message>
   <source>The runtime could not be installed.</source>
   <translation>Die Laufzeit ließ sich nicht installieren.</translation>
  </message>
  <message>
   <source>Try again; if it fails again, report it with the details.</source>
   <translation>Versuchen Sie es noch einmal; geht es wieder schief, melden Sie es mit den Einzelheiten.</translation>
  </message>
  <message>
   <source>The folder {0} cannot be used for the runtime.</source>
   <extracomment>{0} folder</extracomment>
   <translation>Der Ordner {0} lässt sich nicht für die Laufzeit nutzen.</translation>
  </message>
  <message>
   <source>See that the QGIS profile folder exists and is writable.</source>
   <translation>Sehen Sie nach, ob der Ordner des QGIS-Profils da ist und in ihn geschrieben werden darf.</translation>
  </message>
  <message>
   <source>The disk is full: the runtime could not be installed.</source>
   <translation>Die Platte ist voll: Die Laufzeit ließ sich nicht installieren.</translation>
  </message>
  <message>
   <source>Free some space on the disk of the QGIS profile and of temporary files, then try again.</source>
   <translation>Schaffen Sie Platz auf der Platte des QGIS-Profils und der temporären Dateien, und versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>The folder {0} has no wheel of {1} for this Python and system.</source>
   <extracomment>{0} wheels, {1} missing[1]</extracomment>
   <translation>Der Ordner {0} hat kein Wheel von {1} für dieses Python und System.</translation>
  </message>
  <message>
   <source>Fill it on a machine with internet, with the same system and Python version: {0}</source>
   <extracomment>{0} download</extracomment>
   <translation>Füllen Sie ihn auf einem Rechner mit Internet, mit demselben System und derselben Python-Version: {0}</translation>
  </message>
  <message>
   <source>The package index has no {0} for this Python and system.</source>
   <extracomment>{0} missing[1]</extracomment>
   <translation>Der Paketindex hat kein {0} für dieses Python und System.</translation>
  </message>
  <message>
   <source>Build the environment on another Python (3.10 to 3.13 are best), or choose an own Python.</source>
   <translation>Legen Sie die Umgebung auf einem anderen Python an (3.10 bis 3.13 sind am besten), oder wählen Sie ein eigenes Python.</translation>
  </message>
  <message>
   <source>The proxy did not let the download through.</source>
   <translation>Der Proxy ließ das Herunterladen nicht durch.</translation>
  </message>
  <message>
   <source>The proxy is a SOCKS proxy, which pip cannot use.</source>
   <translation>Der Proxy ist ein SOCKS-Proxy, den pip nicht benutzen kann.</translation>
  </message>
  <message>
   <source>The package index could not be trusted: its certificate was refused.</source>
   <translation>Dem Paketindex war nicht zu trauen: Sein Zertifikat wurde abgelehnt.</translation>
  </message>
  <message>
   <source>The package index cannot be reached.</source>
   <translation>Der Paketindex ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>This Python lacks its parts venv and ensurepip, which make environments.</source>
   <translation>Diesem Python fehlen seine Teile venv und ensurepip, mit denen Umgebungen angelegt werden.</translation>
  </message>
  <message>
   <source>A downloaded package is damaged.</source>
   <translation>Ein heruntergeladenes Paket ist beschädigt.</translation>
  </message>
  <message>
   <source>A file of the environment could not be written.</source>
   <translation>Eine Datei der Umgebung ließ sich nicht schreiben.</translation>
  </message>
  <message>
   <source>Check address, user and password of the proxy in QGIS's network settings, or install from a folder of wheels.</source>
   <translation>Prüfen Sie Adresse, Benutzer und Passwort des Proxys in den Netzwerkeinstellungen von QGIS, oder installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>Use an HTTP proxy, or install from a folder of wheels.</source>
   <translation>Nehmen Sie einen HTTP-Proxy, oder installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>Where the network inspects traffic, give its certificate to pip (environment variable PIP_CERT), or install from a folder of wheels.</source>
   <translation>Wo das Netzwerk den Verkehr mitliest, geben Sie pip dessen Zertifikat (Umgebungsvariable PIP_CERT), oder installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>Check the internet connection and the proxy and try again; without internet install from a folder of wheels.</source>
   <translation>Prüfen Sie die Internetverbindung und den Proxy, und versuchen Sie es noch einmal; ohne Internet installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>On Debian or Ubuntu install them with: sudo apt install python3-venv. Or choose an own Python.</source>
   <translation>Auf Debian oder Ubuntu installieren Sie sie mit: sudo apt install python3-venv. Oder wählen Sie ein eigenes Python.</translation>
  </message>
  <message>
   <source>Try again; if it comes from a folder of wheels, copy the wheels again.</source>
   <translation>Versuchen Sie es noch einmal; kommt es aus einem Ordner mit Wheels, so kopieren Sie die Wheels noch einmal.</translation>
  </message>
  <message>
   <source>Close other QGIS windows and see that the QGIS profile folder is writable, then try again.</source>
   <translation>Schließen Sie andere QGIS-Fenster, und sehen Sie nach, ob in den Ordner des QGIS-Profils geschrieben werden darf; versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>{0} cannot be used.</source>
   <extracomment>{0} command[0]</extracomment>
   <translation>{0} lässt sich nicht nutzen.</translation>
  </message>
  <message>
   <source>Choose the python program of a working Python from 3.9 on.</source>
   <translation>Wählen Sie das Programm python eines funktionierenden Python ab 3.9.</translation>
  </message>
  <message>
   <source>{0} cannot be started.</source>
   <extracomment>{0} command[0]</extracomment>
   <translation>{0} lässt sich nicht starten.</translation>
  </message>
  <message>
   <source>{0} did not answer within {1} seconds.</source>
   <extracomment>{0} command[0], {1} timeout_s</extracomment>
   <translation>{0} hat innerhalb von {1} Sekunden nicht geantwortet.</translation>
  </message>
  <message>
   <source>Try again when the machine is less busy, or choose another Python.</source>
   <translation>Versuchen Sie es noch einmal, wenn der Rechner weniger zu tun hat, oder wählen Sie ein anderes Python.</translation>
  </message>
  <message>
   <source>The environment has no Python.</source>
   <translation>Die Umgebung hat kein Python.</translation>
  </message>
  <message>
   <source>Try again, or build it on another Python.</source>
   <translation>Versuchen Sie es noch einmal, oder legen Sie sie auf einem anderen Python an.</translation>
  </message>
  <message>
   <source>Base: {0}; packages: {1}; card: {2}</source>
   <extracomment>{0} plan.base, {1} ' '.join(plan.packages), {2} plan.card</extracomment>
   <translation>Grundlage: {0}; Pakete: {1}; Karte: {2}</translation>
  </message>
  <message>
   <source>Base: {0}; packages: {1}; card: none</source>
   <extracomment>{0} plan.base, {1} ' '.join(plan.packages)</extracomment>
   <translation>Grundlage: {0}; Pakete: {1}; Karte: keine</translation>
  </message>
  <message>
   <source>Without internet, run this on a machine with the same system and Python: {0}</source>
   <extracomment>{0} fetch</extracomment>
   <translation>Ohne Internet: Führen Sie dies auf einem Rechner mit demselben System und Python aus: {0}</translation>
  </message>
  <message>
   <source>Trying what was installed ...</source>
   <translation>Was installiert wurde, wird ausprobiert ...</translation>
  </message>
  <message>
   <source>Found {0} {1}</source>
   <extracomment>{0} package, {1} runner.told</extracomment>
   <translation>Gefunden: {0} {1}</translation>
  </message>
  <message>
   <source>{0} was installed, but a small model does not run with it.</source>
   <extracomment>{0} package</extracomment>
   <translation>{0} wurde installiert, aber ein kleines Modell läuft damit nicht.</translation>
  </message>
  <message>
   <source>On Windows install the Microsoft Visual C++ Redistributable; else report it with the details.</source>
   <translation>Unter Windows installieren Sie das Microsoft Visual C++ Redistributable; sonst melden Sie es mit den Einzelheiten.</translation>
  </message>
  <message>
   <source>There are no wheels in the folder {0}.</source>
   <extracomment>{0} plan.wheels</extracomment>
   <translation>Im Ordner {0} sind keine Wheels.</translation>
  </message>
  <message>
   <source>The disk of {0} has {1} GB free, too little for the runtime.</source>
   <extracomment>{0} plan.folder, {1} free / 1000000000.0</extracomment>
   <translation>Auf der Platte von {0} sind {1} GB frei, zu wenig für die Laufzeit.</translation>
  </message>
  <message>
   <source>Free some space, so that there are {0} GB, and try again.</source>
   <extracomment>{0} plan.needed_bytes / 1000000000.0</extracomment>
   <translation>Schaffen Sie Platz, so dass {0} GB frei sind, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The card {0} cannot be used yet, models run on the CPU. {1}</source>
   <extracomment>{0} plan.card, {1} found.onnxruntime.problem</extracomment>
   <translation>Die Karte {0} lässt sich noch nicht nutzen, Modelle laufen auf der CPU. {1}</translation>
  </message>
  <message>
   <source>The card {0} cannot be used yet, models run on the CPU.</source>
   <extracomment>{0} plan.card</extracomment>
   <translation>Die Karte {0} lässt sich noch nicht nutzen, Modelle laufen auf der CPU.</translation>
  </message>
  <message>
   <source>Another QGIS window is setting up the runtime.</source>
   <translation>Ein anderes QGIS-Fenster richtet gerade die Laufzeit ein.</translation>
  </message>
  <message>
   <source>Wait until it is done.</source>
   <translation>Warten Sie, bis es fertig ist.</translation>
  </message>
  <message>
   <source>python -m pip download --only-binary :all: --dest {0} {1}</source>
   <extracomment>{0} folder, {1} packages</extracomment>
   <translation>python -m pip download --only-binary :all: --dest {0} {1}</translation>
  </message>
  <message>
   <source>Writing {0} failed: PROJ has no database (proj.db) of coordinate reference systems that it can read.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: PROJ hat keine lesbare Datenbank (proj.db) der Koordinatenbezugssysteme.</translation>
  </message>
  <message>
   <source>Writing {0} failed: the folder {1} does not exist.</source>
   <extracomment>{0} path, {1} path.parent</extracomment>
   <translation>{0} ließ sich nicht schreiben: Den Ordner {1} gibt es nicht.</translation>
  </message>
  <message>
   <source>Writing {0} failed: the disk is full.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: Die Platte ist voll.</translation>
  </message>
  <message>
   <source>Writing {0} failed: your share of the disk (quota) is used up.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: Ihr Anteil an der Platte (Quota) ist aufgebraucht.</translation>
  </message>
  <message>
   <source>Writing {0} failed: too many files are open.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: Es sind zu viele Dateien offen.</translation>
  </message>
  <message>
   <source>Writing {0} failed: the file system, or a limit of the system, allows no file as large as that.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: Das Dateisystem oder eine Grenze des Systems lässt keine so große Datei zu.</translation>
  </message>
  <message>
   <source>Writing {0} failed: the disk is read-only.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: Die Platte ist schreibgeschützt.</translation>
  </message>
  <message>
   <source>Writing {0} failed: you may not write there, or another program has the file open.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: Sie dürfen dort nicht schreiben, oder ein anderes Programm hat die Datei offen.</translation>
  </message>
  <message>
   <source>Writing {0} failed: the file system allows no name as long as that.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben: Das Dateisystem lässt keinen so langen Namen zu.</translation>
  </message>
  <message>
   <source>Writing {0} failed.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} ließ sich nicht schreiben.</translation>
  </message>
  <message>
   <source>The environment of QGIS names that of another installation: remove {0} from it.</source>
   <extracomment>{0} named</extracomment>
   <translation>Die Umgebung von QGIS nennt die einer anderen Installation: Entfernen Sie {0} daraus.</translation>
  </message>
  <message>
   <source>Repair the installation of QGIS, or set PROJ_DATA to the folder with its proj.db.</source>
   <translation>Reparieren Sie die Installation von QGIS, oder setzen Sie PROJ_DATA auf den Ordner mit ihrer proj.db.</translation>
  </message>
  <message>
   <source>Make it, or choose another one.</source>
   <translation>Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>Free some space, or choose another disk.</source>
   <translation>Machen Sie Platz, oder wählen Sie eine andere Platte.</translation>
  </message>
  <message>
   <source>Delete files of yours there, or choose another disk.</source>
   <translation>Löschen Sie dort eigene Dateien, oder wählen Sie eine andere Platte.</translation>
  </message>
  <message>
   <source>Close other programs or layers, or raise the system's limit (ulimit -n).</source>
   <translation>Schließen Sie andere Programme oder Layer, oder erhöhen Sie die Grenze des Systems (ulimit -n).</translation>
  </message>
  <message>
   <source>Choose a disk with another file system (FAT32 allows 4 GB a file), raise the limit (ulimit -f), or choose a smaller extent.</source>
   <translation>Wählen Sie eine Platte mit einem anderen Dateisystem (FAT32 erlaubt 4 GB je Datei), erhöhen Sie die Grenze (ulimit -f), oder wählen Sie eine kleinere Ausdehnung.</translation>
  </message>
  <message>
   <source>Choose another disk.</source>
   <translation>Wählen Sie eine andere Platte.</translation>
  </message>
  <message>
   <source>Choose another folder, or close the other program.</source>
   <translation>Wählen Sie einen anderen Ordner, oder schließen Sie das andere Programm.</translation>
  </message>
  <message>
   <source>Choose a shorter file name.</source>
   <translation>Wählen Sie einen kürzeren Dateinamen.</translation>
  </message>
  <message>
   <source>The system says: {0}.</source>
   <extracomment>{0} str(getattr(error, 'strerror', None) or error).strip().rstrip('.')</extracomment>
   <translation>Das System meldet: {0}.</translation>
  </message>
  <message>
   <source>An interrupted run left finished parts, but they do not fit this job: {0} changed. Starting over.</source>
   <extracomment>{0} ', '.join(changed)</extracomment>
   <translation>Ein unterbrochener Lauf hat fertige Teile hinterlassen, aber sie passen nicht zu diesem Auftrag. Anders ist: {0}. Es wird von vorn begonnen.</translation>
  </message>
  <message>
   <source>Another job is writing {0}.</source>
   <extracomment>{0} self._output</extracomment>
   <translation>Ein anderer Auftrag schreibt gerade {0}.</translation>
  </message>
  <message>
   <source>Wait until it has ended, or choose another output file.</source>
   <translation>Warten Sie, bis er zu Ende ist, oder wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>An interrupted run left finished parts that this version of the plugin cannot read. Starting over.</source>
   <translation>Ein unterbrochener Lauf hat fertige Teile hinterlassen, die diese Fassung des Plugins nicht lesen kann. Es wird neu begonnen.</translation>
  </message>
  <message>
   <source>No RGB layer is chosen.</source>
   <translation>Kein RGB-Layer ist gewählt.</translation>
  </message>
  <message>
   <source>No hyperspectral layer is chosen.</source>
   <translation>Kein hyperspektraler Layer ist gewählt.</translation>
  </message>
  <message>
   <source>Choose a raster layer.</source>
   <translation>Wählen Sie einen Rasterlayer.</translation>
  </message>
  <message>
   <source>{0}: {1} is not a raster layer that QGIS can open.</source>
   <extracomment>{0} name, {1} parameters.get(name)</extracomment>
   <translation>{0}: {1} ist kein Rasterlayer, den QGIS öffnen kann.</translation>
  </message>
  <message>
   <source>Choose a raster layer or an existing raster file.</source>
   <translation>Wählen Sie einen Rasterlayer oder eine vorhandene Rasterdatei.</translation>
  </message>
  <message>
   <source>WAVELENGTHS is {0}, which is no list of numbers.</source>
   <extracomment>{0} text</extracomment>
   <translation>WAVELENGTHS ist {0}, das ist keine Liste von Zahlen.</translation>
  </message>
  <message>
   <source>Write nm like 460,480,500.</source>
   <translation>Schreiben Sie nm wie 460,480,500.</translation>
  </message>
  <message>
   <source>The layer {0} comes from a {1} service, not from a raster file.</source>
   <extracomment>{0} layer.name(), {1} layer.providerType()</extracomment>
   <translation>Der Layer {0} kommt von einem Dienst ({1}), nicht aus einer Rasterdatei.</translation>
  </message>
  <message>
   <source>The extent is empty.</source>
   <translation>Die Ausdehnung ist leer.</translation>
  </message>
  <message>
   <source>No scene holds a whole crop of {0} x {1} valid pixels.</source>
   <extracomment>{0} in_size * scale, {1} in_size * scale</extracomment>
   <translation>Keine Szene enthält einen ganzen Ausschnitt von {0} x {1} gültigen Pixeln.</translation>
  </message>
  <message>
   <source>Prepare larger scenes, or train a model with a smaller patch.</source>
   <translation>Bereiten Sie größere Szenen vor, oder trainieren Sie ein Modell mit kleineren Kacheln.</translation>
  </message>
  <message>
   <source>The shard {0} has HSI cells of {1} pixels, which do not divide the scale {2}.</source>
   <extracomment>{0} path, {1} scene.cell, {2} scale</extracomment>
   <translation>Die Trainingsdatei {0} hat {1} Pixel breite HSI-Zellen, die den Faktor {2} nicht teilen.</translation>
  </message>
  <message>
   <source>Prepare the data with --scale {0}.</source>
   <extracomment>{0} scale</extracomment>
   <translation>Bereiten Sie die Daten mit --scale {0} vor.</translation>
  </message>
  <message>
   <source>The shard {0} was made with a PSF for {1}x, not for {2}x.</source>
   <extracomment>{0} path, {1} 2 * scene.cell, {2} scale</extracomment>
   <translation>Die Trainingsdatei {0} wurde mit einer PSF für {1}x gemacht, nicht für {2}x.</translation>
  </message>
  <message>
   <source>The shard {0} has {1} HSI bands, the model takes {2}.</source>
   <extracomment>{0} path, {1} hsi.shape[0], {2} bands</extracomment>
   <translation>Die Zahl der HSI-Kanäle der Trainingsdatei {0} ist {1}, das Modell nimmt {2}.</translation>
  </message>
  <message>
   <source>Prepare the data with the bands of the model (--wavelengths), or choose another model.</source>
   <translation>Bereiten Sie die Daten mit den Kanälen des Modells vor (--wavelengths), oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>{0} holds no readable training data ({1}).</source>
   <extracomment>{0} folder, {1} MANIFEST</extracomment>
   <translation>{0} enthält keine lesbaren Trainingsdaten ({1}).</translation>
  </message>
  <message>
   <source>Make it with `python -m specgan.training prepare`.</source>
   <translation>Machen Sie welche mit `python -m specgan.training prepare`.</translation>
  </message>
  <message>
   <source>The training shard {0} is missing or damaged.</source>
   <extracomment>{0} path</extracomment>
   <translation>Die Trainingsdatei {0} fehlt oder ist beschädigt.</translation>
  </message>
  <message>
   <source>Prepare the data again.</source>
   <translation>Bereiten Sie die Daten noch einmal vor.</translation>
  </message>
  <message>
   <source>{0}: {1}x, patches of {2} LR pixels, {3} HSI bands</source>
   <extracomment>{0} spec.name, {1} spec.scale, {2} spec.in_size, {3} spec.bands</extracomment>
   <translation>{0}: {1}x, Kachelgröße {2} LR-Pixel, HSI-Kanäle: {3}</translation>
  </message>
  <message>
   <source>torch and onnxruntime differ by at most {0}; written to {1}</source>
   <extracomment>{0} difference, {1} output</extracomment>
   <translation>torch und onnxruntime weichen um höchstens {0} voneinander ab; geschrieben nach {1}</translation>
  </message>
  <message>
   <source>The output {0} is not named as an ONNX file.</source>
   <extracomment>{0} output</extracomment>
   <translation>Die Ausgabe {0} ist nicht wie eine ONNX-Datei benannt.</translation>
  </message>
  <message>
   <source>Choose a name that ends in .onnx.</source>
   <translation>Wählen Sie einen Namen, der auf .onnx endet.</translation>
  </message>
  <message>
   <source>The exported model does not describe itself correctly.</source>
   <translation>Das exportierte Modell beschreibt sich nicht richtig.</translation>
  </message>
  <message>
   <source>Report this as a bug.</source>
   <translation>Melden Sie das bitte als Fehler.</translation>
  </message>
  <message>
   <source>onnxruntime's answer differs from torch's by {0}, more than {1}.</source>
   <extracomment>{0} judged, {1} bound</extracomment>
   <translation>Die Antwort von onnxruntime weicht um {0} von der von torch ab, mehr als {1}.</translation>
  </message>
  <message>
   <source>The model was not exported; export it without --half.</source>
   <translation>Das Modell wurde nicht exportiert; exportieren Sie es ohne --half.</translation>
  </message>
  <message>
   <source>The model was not exported; try other versions of torch or onnxruntime.</source>
   <translation>Das Modell wurde nicht exportiert; versuchen Sie es mit anderen Versionen von torch oder onnxruntime.</translation>
  </message>
  <message>
   <source>Checking the exported model needs the Python package onnxruntime.</source>
   <translation>Um das exportierte Modell zu prüfen, braucht es das Python-Paket onnxruntime.</translation>
  </message>
  <message>
   <source>Install it: pip install onnxruntime.</source>
   <translation>Installieren Sie es: pip install onnxruntime.</translation>
  </message>
  <message>
   <source>onnxruntime cannot run the exported model.</source>
   <translation>onnxruntime kann das exportierte Modell nicht ausführen.</translation>
  </message>
  <message>
   <source>Try other versions of torch, onnxscript or onnxruntime.</source>
   <translation>Versuchen Sie es mit anderen Versionen von torch, onnxscript oder onnxruntime.</translation>
  </message>
  <message>
   <source>{0}: {1}x, {2} HSI bands; written to {3}</source>
   <extracomment>{0} name, {1} spec.scale, {2} spec.bands, {3} job.folder</extracomment>
   <translation>{0}: {1}x, HSI-Kanäle: {2}; geschrieben nach {3}</translation>
  </message>
  <message>
   <source>{0} cannot be the name of a model.</source>
   <extracomment>{0} name</extracomment>
   <translation>{0} kann nicht der Name eines Modells sein.</translation>
  </message>
  <message>
   <source>Take up to 80 letters, digits, dots, hyphens and underscores, without spaces.</source>
   <translation>Nehmen Sie bis zu 80 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche, ohne Leerzeichen.</translation>
  </message>
  <message>
   <source>There is a model {0} already.</source>
   <extracomment>{0} job.name</extracomment>
   <translation>Ein Modell {0} gibt es schon.</translation>
  </message>
  <message>
   <source>Choose another name, or remove the installed model first.</source>
   <translation>Wählen Sie einen anderen Namen, oder entfernen Sie erst das installierte Modell.</translation>
  </message>
  <message>
   <source>The model could not be converted in {0}.</source>
   <extracomment>{0} python</extracomment>
   <translation>Das Modell ließ sich in {0} nicht umwandeln.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up and set it up again with PyTorch.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN, und richten Sie sie noch einmal ein, mit PyTorch.</translation>
  </message>
  <message>
   <source>The model was refused: {0}.</source>
   <extracomment>{0} problem</extracomment>
   <translation>Das Modell wurde abgelehnt: {0}.</translation>
  </message>
  <message>
   <source>The model cannot be written to {0}.</source>
   <extracomment>{0} job.folder</extracomment>
   <translation>Das Modell lässt sich nicht nach {0} schreiben.</translation>
  </message>
  <message>
   <source>See that the folder is writable and has enough free space.</source>
   <translation>Sehen Sie nach, ob in den Ordner geschrieben werden darf und genug Platz ist.</translation>
  </message>
  <message>
   <source>its result has the shape {0}</source>
   <extracomment>{0} sr.shape</extracomment>
   <translation>sein Ergebnis hat die Form {0}</translation>
  </message>
  <message>
   <source>its result has values that are not finite</source>
   <translation>sein Ergebnis hat Werte, die nicht endlich sind</translation>
  </message>
  <message>
   <source>its description says that results average back to the RGB layer, but they do not</source>
   <translation>seine Beschreibung sagt, dass Ergebnisse gemittelt wieder den RGB-Layer ergeben, aber das tun sie nicht</translation>
  </message>
  <message>
   <source>There is nothing to prepare.</source>
   <translation>Es gibt nichts vorzubereiten.</translation>
  </message>
  <message>
   <source>Give rasters, or a number of simulated scenes.</source>
   <translation>Geben Sie Raster an oder eine Zahl simulierter Szenen.</translation>
  </message>
  <message>
   <source>{0}: {1} scenes to train on, {2} held out</source>
   <extracomment>{0} group, {1} count['train'], {2} count['val'] + count['test']</extracomment>
   <translation>{0}: Szenen zum Trainieren: {1}, zurückgehalten: {2}</translation>
  </message>
  <message>
   <source>{0} left out</source>
   <extracomment>{0} len(manifest['refused'])</extracomment>
   <translation>{0} ausgelassen</translation>
  </message>
  <message>
   <source>{0} and {1} share no valid ground.</source>
   <extracomment>{0} source.rgb, {1} source.hsi</extracomment>
   <translation>{0} und {1} haben kein gültiges Gebiet gemeinsam.</translation>
  </message>
  <message>
   <source>{0} is too small.</source>
   <extracomment>{0} source.rgb</extracomment>
   <translation>{0} ist zu klein.</translation>
  </message>
  <message>
   <source>{0} already holds training data.</source>
   <extracomment>{0} folder</extracomment>
   <translation>{0} enthält schon Trainingsdaten.</translation>
  </message>
  <message>
   <source>Choose another folder; train takes several.</source>
   <translation>Wählen Sie einen anderen Ordner; trainiert werden kann mit mehreren.</translation>
  </message>
  <message>
   <source>The scale {0} cannot be prepared for.</source>
   <extracomment>{0} what.scale</extracomment>
   <translation>Für den Faktor {0} lässt sich nichts vorbereiten.</translation>
  </message>
  <message>
   <source>The parts held out must be at least 0 and together below 1.</source>
   <translation>Die zurückgehaltenen Anteile müssen mindestens 0 und zusammen unter 1 sein.</translation>
  </message>
  <message>
   <source>The simulated pixel sizes do not work.</source>
   <translation>Die simulierten Pixelgrößen gehen nicht.</translation>
  </message>
  <message>
   <source>Simulated scenes of {0} pixels are too small.</source>
   <extracomment>{0} what.size</extracomment>
   <translation>Simulierte Szenen von {0} Pixel Breite sind zu klein.</translation>
  </message>
  <message>
   <source>Simulated scenes need bands with a width.</source>
   <translation>Simulierte Szenen brauchen Kanäle mit einer Breite.</translation>
  </message>
  <message>
   <source>The largest shift must be 0 to 32 LR pixels.</source>
   <translation>Die größte Verschiebung muss 0 bis 32 LR-Pixel sein.</translation>
  </message>
  <message>
   <source>The PSF must be 0 to 4 LR pixels wide.</source>
   <translation>Die PSF muss 0 bis 4 LR-Pixel breit sein.</translation>
  </message>
  <message>
   <source>Blocks of {0} pixels are too small.</source>
   <extracomment>{0} what.block</extracomment>
   <translation>Blöcke von {0} Pixel Breite sind zu klein.</translation>
  </message>
  <message>
   <source>The seed must not be negative.</source>
   <translation>Der Startwert darf nicht negativ sein.</translation>
  </message>
  <message>
   <source>Use a power of two, such as 16 or 32.</source>
   <translation>Nehmen Sie eine Zweierpotenz, etwa 16 oder 32.</translation>
  </message>
  <message>
   <source>Use for example 0.1 for validation.</source>
   <translation>Nehmen Sie zum Beispiel 0.1 zum Prüfen.</translation>
  </message>
  <message>
   <source>Use for example 0.15 to 0.35 m.</source>
   <translation>Nehmen Sie zum Beispiel 0.15 bis 0.35 m.</translation>
  </message>
  <message>
   <source>Use for example 512.</source>
   <translation>Nehmen Sie zum Beispiel 512.</translation>
  </message>
  <message>
   <source>Use for example 20 nm.</source>
   <translation>Nehmen Sie zum Beispiel 20 nm.</translation>
  </message>
  <message>
   <source>Use for example 1.</source>
   <translation>Nehmen Sie zum Beispiel 1.</translation>
  </message>
  <message>
   <source>Use 0 for plain averages.</source>
   <translation>Nehmen Sie 0 für einfache Mittel.</translation>
  </message>
  <message>
   <source>Use at least {0}, or 0 for none.</source>
   <extracomment>{0} 4 * what.scale</extracomment>
   <translation>Nehmen Sie mindestens {0}, oder 0 für keine.</translation>
  </message>
  <message>
   <source>Use a seed of 0 or more.</source>
   <translation>Nehmen Sie einen Startwert von 0 oder mehr.</translation>
  </message>
  <message>
   <source>Check the path.</source>
   <translation>Prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <source>No scene came out of these rasters.</source>
   <translation>Aus diesen Rastern kam keine Szene heraus.</translation>
  </message>
  <message>
   <source>See the messages above; give other rasters.</source>
   <translation>Sehen Sie die Meldungen darüber an; geben Sie andere Raster an.</translation>
  </message>
  <message>
   <source>The folder {0} cannot be made.</source>
   <extracomment>{0} folder</extracomment>
   <translation>Der Ordner {0} lässt sich nicht anlegen.</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>{0} It is left out.</source>
   <extracomment>{0} reason</extracomment>
   <translation>{0} Es wird ausgelassen.</translation>
  </message>
  <message>
   <source>{0}: no valid cell, left out</source>
   <extracomment>{0} name</extracomment>
   <translation>{0}: keine gültige Zelle, ausgelassen</translation>
  </message>
  <message>
   <source>{0}: to train on</source>
   <extracomment>{0} name</extracomment>
   <translation>{0}: zum Trainieren</translation>
  </message>
  <message>
   <source>{0}: held out for validation</source>
   <extracomment>{0} name</extracomment>
   <translation>{0}: zurückgehalten zum Prüfen</translation>
  </message>
  <message>
   <source>{0}: held out for testing</source>
   <extracomment>{0} name</extracomment>
   <translation>{0}: zurückgehalten zum Testen</translation>
  </message>
  <message>
   <source>Two rasters are called {0}.</source>
   <extracomment>{0} file_of(source.rgb).stem</extracomment>
   <translation>Zwei Raster heißen {0}.</translation>
  </message>
  <message>
   <source>Give them different groups, in two runs.</source>
   <translation>Geben Sie ihnen verschiedene Gruppen, in zwei Läufen.</translation>
  </message>
  <message>
   <source>{0}: HSI moved by {1} cells</source>
   <extracomment>{0} name, {1} moved</extracomment>
   <translation>{0}: HSI um {1} Zellen verschoben</translation>
  </message>
  <message>
   <source>{0}: HSI and RGB hardly match (correlation {1}), and no shift makes it better. See that both show the same ground.</source>
   <extracomment>{0} name, {1} piece.meta['correlation'][1]</extracomment>
   <translation>{0}: HSI und RGB passen kaum zusammen (Korrelation {1}), und keine Verschiebung macht es besser. Prüfen Sie, ob beide dasselbe Gebiet zeigen.</translation>
  </message>
  <message>
   <source>{0} lies about {1} LR pixels across and {2} down beside {3}, more than the limit of {4}.</source>
   <extracomment>{0} source.hsi, {1} col, {2} row, {3} source.rgb, {4} limit / 2</extracomment>
   <translation>{0} liegt etwa {1} LR-Pixel quer und {2} nach unten neben {3}, mehr als die Grenze von {4}.</translation>
  </message>
  <message>
   <source>Correct the georeference of one of them, or raise the limit of the registration.</source>
   <translation>Berichtigen Sie die Georeferenz von einem der beiden, oder erhöhen Sie die größte Verschiebung.</translation>
  </message>
  <message>
   <source>{0} holds one value only, or none.</source>
   <extracomment>{0} path</extracomment>
   <translation>{0} enthält nur einen einzigen Wert oder gar keinen.</translation>
  </message>
  <message>
   <source>Leave it out.</source>
   <translation>Lassen Sie es weg.</translation>
  </message>
  <message>
   <source>The wavelengths do not work.</source>
   <translation>Die Wellenlängen gehen nicht.</translation>
  </message>
  <message>
   <source>Give band centres and their width in nanometres.</source>
   <translation>Geben Sie Bandmitten und ihre Breite in Nanometern an.</translation>
  </message>
  <message>
   <source>{0} has fewer than three bands.</source>
   <extracomment>{0} source.rgb</extracomment>
   <translation>{0} hat weniger als drei Kanäle.</translation>
  </message>
  <message>
   <source>Give an RGB raster.</source>
   <translation>Geben Sie ein RGB-Raster an.</translation>
  </message>
  <message>
   <source>{0} holds no pair NAME_rgb.tif, NAME_hsi.tif.</source>
   <extracomment>{0} folder</extracomment>
   <translation>{0} enthält kein Paar NAME_rgb.tif, NAME_hsi.tif.</translation>
  </message>
  <message>
   <source>Check the folder and the names of its files, or name the two files themselves.</source>
   <translation>Prüfen Sie den Ordner und die Namen seiner Dateien, oder nennen Sie die beiden Dateien selbst.</translation>
  </message>
  <message>
   <source>{0} holds no .tif file.</source>
   <extracomment>{0} folder</extracomment>
   <translation>{0} enthält keine .tif-Datei.</translation>
  </message>
  <message>
   <source>Check the folder.</source>
   <translation>Prüfen Sie den Ordner.</translation>
  </message>
  <message>
   <source>{0} holds no scene CLASS/NAME.webp.</source>
   <extracomment>{0} folder</extracomment>
   <translation>{0} enthält keine Szene KLASSE/NAME.webp.</translation>
  </message>
  <message>
   <source>The wavelengths are {0}, which is no list of numbers.</source>
   <extracomment>{0} text</extracomment>
   <translation>Die Wellenlängen sind {0}, das ist keine Liste von Zahlen.</translation>
  </message>
  <message>
   <source>Write them like 460,480,500.</source>
   <translation>Schreiben Sie sie wie 460,480,500.</translation>
  </message>
  <message>
   <source>{0} has no number at the end of its name.</source>
   <extracomment>{0} path</extracomment>
   <translation>Der Name von {0} endet nicht mit einer Nummer.</translation>
  </message>
  <message>
   <source>Name scenes like forest07.webp.</source>
   <translation>Szenen so benennen: forest07.webp.</translation>
  </message>
 </context>
</TS>
