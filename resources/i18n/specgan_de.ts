<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>SpecGAN</name>
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
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Choose a model file</source>
   <translation>Modelldatei wählen</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
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
   <source>{run} is finished. The fine detail is generated, not measured.</source>
   <translation>{run} ist fertig. Die feinen Einzelheiten sind erzeugt, nicht gemessen.</translation>
  </message>
  <message>
   <source>The layers are not there any more. Open the dialog again.</source>
   <translation>Die Layer sind nicht mehr da. Öffnen Sie den Dialog noch einmal.</translation>
  </message>
  <message>
   <source>{run} is running; progress and Cancel are in the task manager.</source>
   <translation>{run} läuft; Fortschritt und Abbrechen stehen in der Aufgabenverwaltung.</translation>
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
   <source>&lt;p&gt;Makes an RGB raster 16 or 32 times finer, guided by a hyperspectral (HSI) raster over the same ground, with
SpecGAN (Meng et al., IEEE TGRS 2022, doi 10.1109/TGRS.2022.3222360).&lt;/p&gt;

&lt;h3&gt;What to expect&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;The detail is generated, not measured.&lt;/b&gt; The network paints the texture that its training data make likely for
this colour and this spectrum. Averaged back to the pixels of the RGB layer, the result of the bundled models equals
that layer, so areas and colours keep their meaning; single edges, trees, cars or roofs may not be there. Use it to
look at and to support interpretation; do not measure in it, count in it, or present it as an observation.&lt;/p&gt;

&lt;h3&gt;Input&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;RGB layer&lt;/b&gt;: three bands, any type (8, 11, 12, 16 bit, float), with a CRS. Its pixel grid is the grid of the
result, divided by 16 or 32.&lt;br/&gt;
&lt;b&gt;Hyperspectral layer&lt;/b&gt;: any CRS and pixel size; it is resampled onto the RGB layer's grid. Band wavelengths are
read from its metadata (ENVI, EnMAP, GDAL band tags) and decide which bands the model gets. Without wavelengths the
number of bands has to be the model's.&lt;br/&gt;
&lt;b&gt;Model&lt;/b&gt;: the name of an installed model or the path of an .onnx, .pt or .pth file. The model decides the
factor.&lt;br/&gt;
&lt;b&gt;Extent&lt;/b&gt;: only this part is computed, widened to whole RGB pixels.&lt;/p&gt;

&lt;h3&gt;Advanced&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Overlap&lt;/b&gt; [LR pixels]: how far neighbouring patches share ground. The model's own value is made for seamless
results.&lt;br/&gt;
&lt;b&gt;Generated detail&lt;/b&gt; (0 to 1): how much of what the network paints goes into the result. 0 gives a smooth picture
that holds only what was measured, 1 everything the model paints; between them, sharpness is traded for safety.&lt;br/&gt;
&lt;b&gt;RGB and HSI value range&lt;/b&gt; (low,high in file units): what the network sees as darkest and brightest. By default the
fixed range of the model where the layer has the type it was made for, else percentiles of the whole layer.&lt;br/&gt;
&lt;b&gt;Device&lt;/b&gt;: cuda or cpu are kept or refused; auto takes CUDA where it works and says so in the log.&lt;br/&gt;
&lt;b&gt;Patches a network call&lt;/b&gt;: 0 has a long run measure what is quickest here; more takes more memory.&lt;br/&gt;
&lt;b&gt;Memory&lt;/b&gt; [MB]: what strips, queues and batches may take, beside QGIS and the model. What does not fit is refused
with the figure that it needs.&lt;/p&gt;

&lt;h3&gt;Output&lt;/h3&gt;
&lt;p&gt;A tiled, compressed GeoTIFF in the type of the RGB layer with overviews, statistics, nodata where either layer had
none, and tags (SPECGAN_...) that name model, parameters, device and the command that repeats it. The log gives two
figures: the &lt;b&gt;seam ratio&lt;/b&gt; (step across patch borders over step elsewhere; 1 is seamless) and the &lt;b&gt;energy
ratio&lt;/b&gt; (detail in blend zones over detail inside patches; 1 is even).&lt;/p&gt;
&lt;p&gt;The output is written under a temporary name first: after an error or a cancel no partial file stays and an existing
file is untouched. Where the job fails or the computer stops, finished rows stay in a hidden file beside the output, and
the same job, started again, goes on from there; a cancel removes it.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Macht ein RGB-Raster 16- oder 32-mal feiner, geleitet von einem Hyperspektralraster (HSI) über demselben Gebiet, mit
SpecGAN (Meng et al., IEEE TGRS 2022, doi 10.1109/TGRS.2022.3222360).&lt;/p&gt;

&lt;h3&gt;Was zu erwarten ist&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Die Einzelheiten sind erzeugt, nicht gemessen.&lt;/b&gt; Das Netz malt die Textur, die seine Trainingsdaten für diese Farbe
und dieses Spektrum wahrscheinlich machen. Auf die Pixel des RGB-Layers gemittelt, gleicht das Ergebnis der mitgelieferten
Modelle diesem Layer; Flächen und Farben behalten also ihre Bedeutung. Einzelne Kanten, Bäume, Autos oder Dächer muss es
nicht geben. Nehmen Sie es zum Ansehen und als Hilfe beim Deuten; messen und zählen Sie nicht darin, und geben Sie es nicht
als Beobachtung aus.&lt;/p&gt;

&lt;h3&gt;Eingabe&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;RGB-Layer&lt;/b&gt;: drei Kanäle, beliebiger Typ (8, 11, 12, 16 bit, Gleitkomma), mit KBS. Sein Pixelraster ist das des
Ergebnisses, geteilt durch 16 oder 32.&lt;br/&gt;
&lt;b&gt;Hyperspektraler Layer&lt;/b&gt;: beliebiges KBS, beliebige Pixelgröße; er wird auf das Raster des RGB-Layers abgetastet. Die
Wellenlängen der Kanäle werden aus seinen Metadaten gelesen (ENVI, EnMAP, GDAL-Kanalangaben) und entscheiden, welche Kanäle
das Modell bekommt. Ohne Wellenlängen muss die Zahl der Kanäle die des Modells sein.&lt;br/&gt;
&lt;b&gt;Modell&lt;/b&gt;: der Name eines installierten Modells oder der Pfad einer .onnx-, .pt- oder .pth-Datei. Das Modell bestimmt den
Faktor.&lt;br/&gt;
&lt;b&gt;Ausdehnung&lt;/b&gt;: Nur dieser Teil wird gerechnet, auf ganze RGB-Pixel erweitert.&lt;/p&gt;

&lt;h3&gt;Für Fortgeschrittene&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Überlappung&lt;/b&gt; [LR-Pixel]: wie weit benachbarte Kacheln denselben Boden zeigen. Der Wert des Modells ist für nahtlose
Ergebnisse gemacht.&lt;br/&gt;
&lt;b&gt;Erzeugte Einzelheiten&lt;/b&gt; (0 bis 1): wie viel von dem, was das Netz malt, ins Ergebnis kommt. 0 ergibt ein glattes
Bild, das nur Gemessenes enthält, 1 alles, was das Modell malt; dazwischen wird Schärfe gegen Sicherheit getauscht.&lt;br/&gt;
&lt;b&gt;Wertebereich RGB und HSI&lt;/b&gt; (unten,oben in Einheiten der Datei): was das Netz als Dunkelstes und Hellstes sieht. Vorgabe
ist der feste Bereich des Modells, wo der Layer den Typ hat, für den es gemacht ist, sonst Perzentile des ganzen
Layers.&lt;br/&gt;
&lt;b&gt;Gerät&lt;/b&gt;: cuda und cpu gelten oder werden abgelehnt; auto nimmt CUDA, wo es läuft, und sagt es im Protokoll.&lt;br/&gt;
&lt;b&gt;Kacheln je Netzaufruf&lt;/b&gt;: 0 lässt einen langen Lauf messen, was hier am schnellsten ist; mehr braucht mehr Speicher.&lt;br/&gt;
&lt;b&gt;Speicher&lt;/b&gt; [MB]: was Streifen, Warteschlangen und Stapel neben QGIS und dem Modell belegen dürfen. Was nicht hineinpasst,
wird abgelehnt, mit der Zahl, die es braucht.&lt;/p&gt;

&lt;h3&gt;Ausgabe&lt;/h3&gt;
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
   <source>Super-resolve RGB with hyperspectral</source>
   <translation>RGB mit Hyperspektraldaten hochauflösen</translation>
  </message>
  <message>
   <source>Super-resolution</source>
   <translation>Hochauflösung</translation>
  </message>
  <message>
   <source>Makes an RGB raster 16 or 32 times finer, guided by a hyperspectral raster over the same ground.</source>
   <translation>Macht ein RGB-Raster 16- oder 32-mal feiner, geleitet von einem Hyperspektralraster über demselben Gebiet.</translation>
  </message>
  <message>
   <source>Model (name of an installed model, or a file)</source>
   <translation>Modell (Name eines installierten Modells oder eine Datei)</translation>
  </message>
  <message>
   <source>RGB layer (low resolution)</source>
   <translation>RGB-Layer (niedrige Auflösung)</translation>
  </message>
  <message>
   <source>Hyperspectral layer</source>
   <translation>Hyperspektraler Layer</translation>
  </message>
  <message>
   <source>Extent (default: all both layers cover)</source>
   <translation>Ausdehnung (Vorgabe: alles, was beide Layer abdecken)</translation>
  </message>
  <message>
   <source>Red, green and blue band numbers, for example 3,2,1 (default: from the layer)</source>
   <translation>Kanalnummern von Rot, Grün und Blau, zum Beispiel 3,2,1 (Vorgabe: nach dem Layer)</translation>
  </message>
  <message>
   <source>Overlap of patches [LR pixels] (default: the model's)</source>
   <translation>Überlappung der Kacheln [LR-Pixel] (Vorgabe: die des Modells)</translation>
  </message>
  <message>
   <source>Generated detail, 0 (only what was measured) to 1 (all) (default: the model's)</source>
   <translation>Erzeugte Einzelheiten, 0 (nur Gemessenes) bis 1 (alle) (Vorgabe: die des Modells)</translation>
  </message>
  <message>
   <source>RGB value range, low,high (default: the model's or percentiles)</source>
   <translation>Wertebereich RGB, unten,oben (Vorgabe: der des Modells oder Perzentile)</translation>
  </message>
  <message>
   <source>HSI value range, low,high (default: the model's or percentiles)</source>
   <translation>Wertebereich HSI, unten,oben (Vorgabe: der des Modells oder Perzentile)</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Patches a network call (0: measured in long runs)</source>
   <translation>Kacheln je Netzaufruf (0: wird in langen Läufen gemessen)</translation>
  </message>
  <message>
   <source>Memory [MB] (default: a quarter of the machine's)</source>
   <translation>Speicher [MB] (Vorgabe: ein Viertel dessen, was der Rechner hat)</translation>
  </message>
  <message>
   <source>Super-resolved RGB</source>
   <translation>Hochaufgelöstes RGB</translation>
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
 </context>
</TS>
