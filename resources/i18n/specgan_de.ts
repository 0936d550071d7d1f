<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>SpecGAN</name>
  <message>
   <source>Advanced</source>
   <translation>Für Fortgeschrittene</translation>
  </message>
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
   <source>Load sample data</source>
   <translation>Beispieldaten laden</translation>
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
   <source>Super-resolve with SpecGAN…</source>
   <translation>Mit SpecGAN hochauflösen…</translation>
  </message>
  <message>
   <source>Choose in the dialog</source>
   <translation>Im Dialog wählen</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>Einzelheiten</translation>
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
   <source>SpecGAN</source>
   <translation>SpecGAN</translation>
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
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Report on {run}</source>
   <translation>Bericht über {run}</translation>
  </message>
  <message>
   <source>{report} is ready: {path}</source>
   <translation>{report} ist fertig: {path}</translation>
  </message>
  <message>
   <source>The fine detail is generated, not measured: no ground for measuring, counting or evidence.</source>
   <translation>Die feinen Einzelheiten sind erzeugt, nicht gemessen: keine Grundlage zum Messen, zum Zählen oder für Nachweise.</translation>
  </message>
  <message>
   <source>SpecGAN result</source>
   <translation>SpecGAN-Ergebnis</translation>
  </message>
  <message>
   <source>Preview: {name}</source>
   <translation>Vorschau: {name}</translation>
  </message>
  <message>
   <source>{factor}x super-resolution of {source} with the model {model}.</source>
   <translation>{source}, {factor}x hochaufgelöst mit dem Modell {model}.</translation>
  </message>
  <message>
   <source>{model}, detail {share} %</source>
   <translation>{model}, Einzelheiten {share} %</translation>
  </message>
  <message>
   <source>{name}, uncertainty</source>
   <translation>{name}, Unsicherheit</translation>
  </message>
  <message>
   <source>{name}, unlike the training data</source>
   <translation>{name}, anders als die Trainingsdaten</translation>
  </message>
  <message>
   <source>{name}, bicubic</source>
   <translation>{name}, bikubisch</translation>
  </message>
  <message>
   <source>Super-resolve layers</source>
   <translation>Layer hochauflösen</translation>
  </message>
  <message>
   <source>Add a bicubic layer to compare with</source>
   <translation>Einen bikubischen Layer zum Vergleich hinzufügen</translation>
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
   <source>&amp;Bands (R, G, B)</source>
   <translation>&amp;Kanäle (R, G, B)</translation>
  </message>
  <message>
   <source>O&amp;verlap [LR pixels]</source>
   <translation>&amp;Überlappung [LR-Pixel]</translation>
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
   <source>How far to trust it</source>
   <translation>Wie weit dem Ergebnis zu trauen ist</translation>
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
   <source>{run} was cancelled, since its project was closed.</source>
   <translation>{run} wurde abgebrochen, weil das Projekt geschlossen wurde.</translation>
  </message>
  <message>
   <source>{run} was cancelled, since its layer was removed.</source>
   <translation>{run} wurde abgebrochen, weil der Layer entfernt wurde.</translation>
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
   <source>The run could not be prepared.</source>
   <translation>Der Lauf ließ sich nicht vorbereiten.</translation>
  </message>
  <message>
   <source>Something went wrong that SpecGAN did not expect: {error}</source>
   <translation>Etwas ging schief, womit SpecGAN nicht gerechnet hat: {error}</translation>
  </message>
  <message>
   <source>Sample town, RGB 4.8 m</source>
   <translation>Beispielstadt, RGB 4.8 m</translation>
  </message>
  <message>
   <source>Sample town, hyperspectral 5 m</source>
   <translation>Beispielstadt, hyperspektral 5 m</translation>
  </message>
  <message>
   <source>too bright</source>
   <translation>zu hell</translation>
  </message>
  <message>
   <source>too dark</source>
   <translation>zu dunkel</translation>
  </message>
  <message>
   <source>unusual colours</source>
   <translation>ungewöhnliche Farben</translation>
  </message>
  <message>
   <source>too flat</source>
   <translation>zu wenig Kontrast</translation>
  </message>
  <message>
   <source>too uneven</source>
   <translation>zu viel Kontrast</translation>
  </message>
  <message>
   <source>unusual spectra</source>
   <translation>ungewöhnliche Spektren</translation>
  </message>
  <message>
   <source>Super-resolution</source>
   <translation>Hochauflösung</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Evaluate a result</source>
   <translation>Ein Ergebnis bewerten</translation>
  </message>
  <message>
   <source>Says how far a result can be trusted: against a truth where there is one, and by itself.</source>
   <translation>Sagt, wie weit einem Ergebnis zu trauen ist: im Vergleich mit der Wahrheit, wenn es eine gibt, und für sich genommen.</translation>
  </message>
  <message>
   <source>Table (default: beside the report)</source>
   <translation>Tabelle (Vorgabe: neben dem Bericht)</translation>
  </message>
  <message>
   <source>Web pages</source>
   <translation>Webseiten</translation>
  </message>
  <message>
   <source>Result of the super-resolution</source>
   <translation>Ergebnis der Hochauflösung</translation>
  </message>
  <message>
   <source>Truth: a high-resolution RGB layer of the same ground</source>
   <translation>Referenz: ein hochaufgelöster RGB-Layer derselben Gegend</translation>
  </message>
  <message>
   <source>RGB layer that the result was made from</source>
   <translation>RGB-Layer, aus dem das Ergebnis entstanden ist</translation>
  </message>
  <message>
   <source>Uncertainty raster of the run</source>
   <translation>Unsicherheitsraster des Laufs</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>PSNR [dB]</source>
   <translation>PSNR [dB]</translation>
  </message>
  <message>
   <source>Structural similarity (SSIM)</source>
   <translation>Strukturelle Ähnlichkeit (SSIM)</translation>
  </message>
  <message>
   <source>Spectral angle [degrees]</source>
   <translation>Spektralwinkel [Grad]</translation>
  </message>
  <message>
   <source>Relative error of all bands (ERGAS)</source>
   <translation>Relativer Fehler aller Kanäle (ERGAS)</translation>
  </message>
  <message>
   <source>Share of improvement (0 to 1)</source>
   <translation>Anteil der Verbesserung (0 bis 1)</translation>
  </message>
  <message>
   <source>Share of omission (0 to 1)</source>
   <translation>Anteil der Auslassung (0 bis 1)</translation>
  </message>
  <message>
   <source>Share of hallucination (0 to 1)</source>
   <translation>Anteil der Halluzination (0 bis 1)</translation>
  </message>
  <message>
   <source>LR RMSE [steps of 255]</source>
   <translation>LR-RMSE [Stufen von 255]</translation>
  </message>
  <message>
   <source>Share of the variation that is generated (0 to 1)</source>
   <translation>Erzeugter Anteil der Variation (0 bis 1)</translation>
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
&lt;p&gt;UNCERTAINTY, where it is wanted, is a second GeoTIFF that shows where the detail is made up: docs/trust.md says how
to read it.&lt;/p&gt;
&lt;p&gt;The output is written under a temporary name first: after an error or a cancel no partial file stays and an existing
file is untouched. Where the job fails or the computer stops, finished rows stay in a hidden file beside the output, and
the same job, started again, resumes there; a cancel removes it.&lt;/p&gt;</source>
   <translation>&lt;h3&gt;Ausgabe&lt;/h3&gt;
&lt;p&gt;Ein gekacheltes, komprimiertes GeoTIFF im Typ des RGB-Layers mit Übersichten, Statistik, Nodata, wo einer der Layer
nichts hat, und Tags (SPECGAN_...), die Modell, Parameter, Gerät und den Befehl nennen, der es wiederholt. Das Protokoll
gibt zwei Zahlen: das &lt;b&gt;Nahtverhältnis&lt;/b&gt; (Stufe über Kachelgrenzen zur Stufe anderswo; 1 ist nahtlos) und das
&lt;b&gt;Energieverhältnis&lt;/b&gt; (Details in Überlappungen zu Details im Inneren; 1 ist gleichmäßig).&lt;/p&gt;
&lt;p&gt;UNCERTAINTY ist, wenn gewünscht, ein zweites GeoTIFF, das zeigt, wo die Details erfunden sind: docs/trust.md erklärt,
wie man es liest.&lt;/p&gt;
&lt;p&gt;Die Ausgabe entsteht zuerst unter einem vorläufigen Namen: Nach einem Fehler oder Abbruch bleibt keine halbe Datei, und
eine vorhandene bleibt unberührt. Scheitert der Auftrag oder fällt der Rechner aus, bleiben fertige Zeilen in einer
versteckten Datei neben der Ausgabe, und derselbe Auftrag macht beim nächsten Start dort weiter; ein Abbruch entfernt
sie.&lt;/p&gt;</translation>
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
   <source>&lt;p&gt;Writes a report on a result of the super-resolution: one page with figures, maps, plots and the places that are worth
a look, and a table of all places beside it.&lt;/p&gt;

&lt;h3&gt;Input&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Result&lt;/b&gt;: the raster that a run wrote.&lt;br/&gt;
&lt;b&gt;Truth&lt;/b&gt; (optional): an RGB layer of the same ground that shows what the result should show, in any CRS and with any
pixel size. The finer of the two is averaged onto the grid of the other; only ground that both cover counts.&lt;br/&gt;
&lt;b&gt;RGB layer that the result was made from&lt;/b&gt; (optional): if it is left out, the layer that the result's tags name is
taken, where it is still there.&lt;br/&gt;
&lt;b&gt;Uncertainty raster&lt;/b&gt; (optional): that of the same run.&lt;/p&gt;

&lt;h3&gt;Output&lt;/h3&gt;
&lt;p&gt;With a truth: PSNR, SSIM, SAM, ERGAS, each beside plain interpolation; shares of improvement, omission and
hallucination; power by wavelength; error against uncertainty; an offset between the two layers; maps, and the places
with the largest error and the most invented detail.&lt;br/&gt;
Without one: whether the result averages back to the layer it was made from, whether patches show, how much of it is
generated, and the places where that is most.&lt;br/&gt;
The table has an outline of every place (WKT): drag it into the map to see the figures there. Extents in the report can
be pasted into every extent field of QGIS.&lt;/p&gt;
&lt;p&gt;The report is one HTML file that loads nothing from elsewhere. What the figures mean: docs/trust.md.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Schreibt einen Bericht über ein Ergebnis der Superauflösung: eine Seite mit Zahlen, Karten, Diagrammen und den
Stellen, die einen Blick wert sind, und daneben eine Tabelle aller Stellen.&lt;/p&gt;

&lt;h3&gt;Eingabe&lt;/h3&gt;
&lt;p&gt;&lt;b&gt;Ergebnis&lt;/b&gt;: das Raster, das ein Lauf geschrieben hat.&lt;br/&gt;
&lt;b&gt;Referenz&lt;/b&gt; (optional): ein RGB-Layer derselben Gegend, der zeigt, was das Ergebnis zeigen soll, in beliebigem KBS und
mit beliebiger Pixelgröße. Das feinere der beiden wird auf das Raster des anderen gemittelt; nur gemeinsame Fläche
zählt.&lt;br/&gt;
&lt;b&gt;RGB-Layer, aus dem das Ergebnis entstanden ist&lt;/b&gt; (optional): fehlt er, wird der Layer genommen, den die Tags des
Ergebnisses nennen, sofern es ihn noch gibt.&lt;br/&gt;
&lt;b&gt;Unsicherheitsraster&lt;/b&gt; (optional): das desselben Laufs.&lt;/p&gt;

&lt;h3&gt;Ausgabe&lt;/h3&gt;
&lt;p&gt;Mit Referenz: PSNR, SSIM, SAM, ERGAS, jeweils neben einfacher Interpolation; Anteile von Verbesserung, Auslassung und
Halluzination; Leistung nach Wellenlänge; Fehler gegenüber Unsicherheit; ein Versatz zwischen beiden Layern; Karten und
die Stellen mit dem größten Fehler und den meisten erfundenen Details.&lt;br/&gt;
Ohne: ob das Ergebnis gemittelt wieder seinen Ausgangslayer ergibt, ob man Kacheln sieht, wie viel davon erzeugt ist
und wo am meisten.&lt;br/&gt;
Die Tabelle enthält einen Umriss jeder Stelle (WKT): Ziehen Sie sie in die Karte, um die Zahlen dort zu sehen.
Ausdehnungen aus dem Bericht lassen sich in jedes Ausdehnungsfeld von QGIS einfügen.&lt;/p&gt;
&lt;p&gt;Der Bericht ist eine HTML-Datei, die nichts nachlädt. Was die Zahlen bedeuten: docs/trust.md.&lt;/p&gt;</translation>
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
SpecGAN: one .npz file a scene and a manifest.json, which &lt;code&gt;specgan train&lt;/code&gt; reads on any
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
&lt;b&gt;Values that are no data&lt;/b&gt;: for nodata values that the rasters do not declare, such as -9999; a warning names such
values.&lt;br/&gt;
&lt;b&gt;Centres and width of the bands&lt;/b&gt; [nm]: those that the model will take.&lt;br/&gt;
&lt;b&gt;Group&lt;/b&gt;: scenes of one group share a weight in training.&lt;br/&gt;
&lt;b&gt;What the data are&lt;/b&gt;: goes into the model card, with the citation.&lt;/p&gt;

&lt;h3&gt;Output&lt;/h3&gt;
&lt;p&gt;Parts of the RGB without data or entirely black, and parts without HSI, are left out. After an error or a cancel no
file stays.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Macht aus einem hoch aufgelösten RGB-Raster und einem Hyperspektralraster (HSI) desselben Gebiets Trainingsdaten für
SpecGAN: je Szene eine .npz-Datei und eine manifest.json, die &lt;code&gt;specgan train&lt;/code&gt; auf jedem Rechner
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
&lt;b&gt;Werte, die keine Daten sind&lt;/b&gt;: für Nodata-Werte, die in den Rastern nicht angegeben sind, etwa -9999; eine Warnung nennt
solche Werte.&lt;br/&gt;
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
   <source>RMSE of the block means against the RGB layer</source>
   <translation>RMSE der Blockmittel gegenüber dem RGB-Layer</translation>
  </message>
  <message>
   <source>Share of the detail's energy that is expected</source>
   <translation>Erwarteter Anteil an der Energie der Details</translation>
  </message>
  <message>
   <source>Share of the area that is unlike the training data</source>
   <translation>Anteil der Fläche, der anders ist als die Trainingsdaten</translation>
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
   <source>The model runs in another Python: {python}</source>
   <translation>Das Modell läuft in einem anderen Python: {python}</translation>
  </message>
  <message>
   <source>Prepare training pairs</source>
   <translation>Trainingspaare vorbereiten</translation>
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
   <source>sure: the answers differ by less than 1 % of the range of values</source>
   <translation>sicher: die Antworten unterscheiden sich um weniger als 1 % des Wertebereichs</translation>
  </message>
  <message>
   <source>rather sure: by 1 to 2.5 %</source>
   <translation>eher sicher: um 1 bis 2,5 %</translation>
  </message>
  <message>
   <source>doubtful: by 2.5 to 5 %</source>
   <translation>zweifelhaft: um 2,5 bis 5 %</translation>
  </message>
  <message>
   <source>very doubtful: by 5 to 10 %</source>
   <translation>sehr zweifelhaft: um 5 bis 10 %</translation>
  </message>
  <message>
   <source>invented: by more than 10 %, every answer is another picture</source>
   <translation>erfunden: um mehr als 10 %, jede Antwort ist ein anderes Bild</translation>
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
   <source>Move the hyperspectral layer onto the RGB layer (default: no)</source>
   <translation>Den hyperspektralen Layer auf den RGB-Layer schieben (Vorgabe: nein)</translation>
  </message>
  <message>
   <source>The shift between the two layers is always measured, and one of more than half an RGB pixel is a warning. true corrects it: by a shift, or by a turn and a stretch if all parts of the area agree on one.</source>
   <translation>Der Versatz zwischen den beiden Layern wird immer gemessen; vor mehr als einem halben RGB-Pixel wird gewarnt. true gleicht ihn aus: durch eine Verschiebung, oder durch Drehung und Streckung, wenn alle Teile des Gebiets darin übereinstimmen.</translation>
  </message>
  <message>
   <source>RGB value range, low,high (default: the model's or percentiles)</source>
   <translation>Wertebereich RGB, unten,oben (Vorgabe: der des Modells oder Perzentile)</translation>
  </message>
  <message>
   <source>What the network sees as darkest and brightest, in file units. By default percentiles of the part that is computed, without values far outside the rest and with the model's margin, or the fixed range of the model where the layer has the type it was made for.</source>
   <translation>Was das Netz als dunkelsten und hellsten Wert sieht, in Einheiten der Datei. Vorgabe sind Perzentile des Teils, der berechnet wird, ohne Werte weit außerhalb der übrigen und mit dem Rand des Modells, oder der feste Bereich des Modells, wenn der Layer den Typ hat, für den es gemacht ist.</translation>
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
   <source>Average several answers of the model into the result</source>
   <translation>Mehrere Antworten des Modells zum Ergebnis mitteln</translation>
  </message>
  <message>
   <source>The model answers each patch several times, turned and flipped, and the result is the mean of its answers. What they agree on stays, what each invents in another place fades: smoother, and nearer to the truth on average. Takes ANSWERS times the time.</source>
   <translation>Das Modell beantwortet jede Kachel mehrmals, gedreht und gespiegelt, und das Ergebnis ist das Mittel seiner Antworten. Was ihnen gemeinsam ist, bleibt; was jede anderswo erfindet, verblasst: glatter und im Mittel näher an der Wirklichkeit. Dauert ANSWERS-mal so lange.</translation>
  </message>
  <message>
   <source>Answers for each patch, for UNCERTAINTY and AVERAGE</source>
   <translation>Antworten je Kachel, für UNCERTAINTY und AVERAGE</translation>
  </message>
  <message>
   <source>How many of the eight ways to turn and flip a patch the model answers, 2 to 8. Each takes the time of a whole run. More make the standard deviation surer: it is within a third or so of its true value with 4, within a quarter with 8.</source>
   <translation>Wie viele der acht Drehungen und Spiegelungen einer Kachel das Modell beantwortet, 2 bis 8. Jede dauert so lange wie ein ganzer Lauf. Mehr machen die Standardabweichung sicherer: mit 4 liegt sie etwa auf ein Drittel genau, mit 8 auf ein Viertel.</translation>
  </message>
  <message>
   <source>Alarm</source>
   <translation>Alarm</translation>
  </message>
  <message>
   <source>A second GeoTIFF on the grid of the result that shows where the layers are unlike what the model was trained on, and how: 0 like it, 1 too bright, 2 too dark, 3 unusual colours, 4 too flat, 5 too uneven, 6 unusual spectra. The share of such pixels is in the log and the tags in any case, for models that know their training data.</source>
   <translation>Ein zweites GeoTIFF im Raster des Ergebnisses, das zeigt, wo und wie die Layer anders sind als die Trainingsdaten des Modells: 0 gleichartig, 1 zu hell, 2 zu dunkel, 3 ungewöhnliche Farben, 4 zu wenig Kontrast, 5 zu viel Kontrast, 6 ungewöhnliche Spektren. Der Anteil solcher Pixel steht bei Modellen, die ihre Trainingsdaten kennen, in jedem Fall im Protokoll und in den Tags.</translation>
  </message>
  <message>
   <source>Uncertainty</source>
   <translation>Unsicherheit</translation>
  </message>
  <message>
   <source>A second GeoTIFF on the grid of the result, in its values: band 1 is the standard deviation of luma over several answers of the model (ANSWERS). For models with two outputs, band 2 is how far the luma of the result is from what the model expects, and band 3 the share of the detail that is expected, 0 to 1, for each pixel of the RGB layer. Takes ANSWERS times the time.</source>
   <translation>Ein zweites GeoTIFF im Raster des Ergebnisses, in dessen Werten: Kanal 1 ist die Standardabweichung der Luma über mehrere Antworten des Modells (ANSWERS). Bei Modellen mit zwei Ausgaben ist Kanal 2 der Abstand der Luma des Ergebnisses von dem, was das Modell erwartet, und Kanal 3 der erwartete Anteil der Details, 0 bis 1, für jedes Pixel des RGB-Layers. Dauert ANSWERS-mal so lange.</translation>
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
   <source>Open SpecGAN's runtime set-up and set the environment up again, or choose the device cpu.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN und richten Sie die Umgebung noch einmal ein, oder wählen Sie das Gerät cpu.</translation>
  </message>
  <message>
   <source>The process that runs the model crashed ({end}).</source>
   <translation>Der Prozess, in dem das Modell läuft, ist abgestürzt ({end}).</translation>
  </message>
  <message>
   <source>The process that runs the model was ended ({end}), most likely because memory ran out.</source>
   <translation>Der Prozess, in dem das Modell läuft, wurde beendet ({end}), höchstwahrscheinlich, weil der Speicher ausging.</translation>
  </message>
  <message>
   <source>Choose a smaller batch size or a smaller extent, or close other programs.</source>
   <translation>Wählen Sie einen kleineren Stapel oder eine kleinere Ausdehnung, oder schließen Sie andere Programme.</translation>
  </message>
  <message>
   <source>The Python {python} has no numpy.</source>
   <translation>Das Python {python} hat kein numpy.</translation>
  </message>
  <message>
   <source>Install it there, or choose another runtime.</source>
   <translation>Installieren Sie es dort, oder wählen Sie eine andere Laufzeit.</translation>
  </message>
  <message>
   <source>The Python {python} cannot run models: it stopped while starting.</source>
   <translation>Mit dem Python {python} lassen sich keine Modelle ausführen: Es blieb beim Starten stehen.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up, which tells what is missing.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN; dort steht, was fehlt.</translation>
  </message>
  <message>
   <source>The process that runs the model was ended from outside ({end}).</source>
   <translation>Der Prozess, in dem das Modell läuft, wurde von außen beendet ({end}).</translation>
  </message>
  <message>
   <source>Run the job again.</source>
   <translation>Starten Sie den Auftrag noch einmal.</translation>
  </message>
  <message>
   <source>status 0x{code:08X}</source>
   <translation>Status 0x{code:08X}</translation>
  </message>
  <message>
   <source>exit code {code}</source>
   <translation>Rückgabewert {code}</translation>
  </message>
  <message>
   <source>signal {code:d}, {name}</source>
   <translation>Signal {code:d}, {name}</translation>
  </message>
  <message>
   <source>signal {code:d}</source>
   <translation>Signal {code:d}</translation>
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
   <source>The model {name} does not take hsi and rgb and give {outputs}.</source>
   <translation>Das Modell {name} nimmt nicht hsi und rgb entgegen oder gibt nicht {outputs} aus.</translation>
  </message>
  <message>
   <source>Export it with `specgan export`.</source>
   <translation>Exportieren Sie es mit `specgan export`.</translation>
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
   <source>The model runs on the CPU: on CUDA, onnxruntime may round float32 to TF32.</source>
   <translation>Das Modell läuft auf der CPU: Auf CUDA darf onnxruntime float32 auf TF32 runden.</translation>
  </message>
  <message>
   <source>The network in {name} is not the one that its description tells of.</source>
   <translation>Das Netz in {name} ist nicht das, von dem seine Beschreibung spricht.</translation>
  </message>
  <message>
   <source>Export it again with `specgan export`.</source>
   <translation>Exportieren Sie es noch einmal mit `specgan export`.</translation>
  </message>
  <message>
   <source>onnxruntime cannot load the model {name}.</source>
   <translation>onnxruntime kann das Modell {name} nicht laden.</translation>
  </message>
  <message>
   <source>The file may be damaged or made for a newer onnxruntime: copy it again or update onnxruntime.</source>
   <translation>Die Datei ist vielleicht beschädigt oder für ein neueres onnxruntime gemacht: Kopieren Sie sie noch einmal, oder erneuern Sie onnxruntime.</translation>
  </message>
  <message>
   <source>CUDA could not be started; the model runs on the CPU, which takes longer.</source>
   <translation>CUDA ließ sich nicht starten; das Modell läuft auf der CPU, was länger dauert.</translation>
  </message>
  <message>
   <source>There is no device {device!r}.</source>
   <translation>Ein Gerät {device!r} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose one of {choices}.</source>
   <translation>Wählen Sie eines von diesen: {choices}.</translation>
  </message>
  <message>
   <source>There is no precision {precision!r}.</source>
   <translation>Es gibt keine Genauigkeit {precision!r}.</translation>
  </message>
  <message>
   <source>There is no model file {path}.</source>
   <translation>Eine Modelldatei {path} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose an installed model or an existing model file.</source>
   <translation>Wählen Sie ein installiertes Modell oder eine vorhandene Modelldatei.</translation>
  </message>
  <message>
   <source>{name} is not a model file that this plugin can run.</source>
   <translation>{name} ist keine Modelldatei, die dieses Plugin ausführen kann.</translation>
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
   <source>{runtime} in another Python</source>
   <translation>{runtime} in einem anderen Python</translation>
  </message>
  <message>
   <source>There is no room for a batch of {count} patches in the folder for temporary files.</source>
   <translation>Im Ordner für temporäre Dateien ist kein Platz für einen Stapel Kacheln ({count}).</translation>
  </message>
  <message>
   <source>Free some disk space, or choose a smaller batch size.</source>
   <translation>Schaffen Sie Platz auf der Platte, oder wählen Sie einen kleineren Stapel.</translation>
  </message>
  <message>
   <source>The Python {python} prints lines of its own when it starts.</source>
   <translation>Das Python {python} gibt beim Starten eigene Zeilen aus.</translation>
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
   <source>Batches of {best} patches are the quickest here (patches a second by batch: {speeds})</source>
   <translation>Stapel von {best} Kacheln sind hier am schnellsten (Kacheln je Sekunde nach Stapel: {speeds})</translation>
  </message>
  <message>
   <source>Measuring how many patches a network call should have</source>
   <translation>Es wird gemessen, wie viele Kacheln ein Netzaufruf haben soll</translation>
  </message>
  <message>
   <source>parameter {name}</source>
   <translation>der Parameter {name}</translation>
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
   <source>the {layer} layer</source>
   <translation>der {layer}-Layer</translation>
  </message>
  <message>
   <source>the files of the {layer} layer</source>
   <translation>die Dateien des {layer}-Layers</translation>
  </message>
  <message>
   <source>{finished} finished rows of patches are kept in {path}: the same job, started again, goes on from there. Delete the file if you do not want that.</source>
   <translation>Fertige Kachelzeilen ({finished}) bleiben in {path} aufgehoben: Derselbe Auftrag, noch einmal gestartet, geht von dort weiter. Löschen Sie die Datei, wenn Sie das nicht wollen.</translation>
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
   <source>A batch of {asked} patches does not fit into memory: going on with {size}</source>
   <translation>Ein Stapel von {asked} Kacheln passt nicht in den Speicher: Weiter geht es mit {size}</translation>
  </message>
  <message>
   <source>RGB bands {red:d}, {green:d}, {blue:d} ({origin})</source>
   <translation>RGB-Kanäle {red:d}, {green:d}, {blue:d} ({origin})</translation>
  </message>
  <message>
   <source>RGB value range: {low:g} to {high:g}</source>
   <translation>RGB-Wertebereich: {low:g} bis {high:g}</translation>
  </message>
  <message>
   <source>{count} answers a patch, compared for the uncertainty: {count} times the time</source>
   <translation>{count} Antworten je Kachel, für die Unsicherheit verglichen: {count}-fache Zeit</translation>
  </message>
  <message>
   <source>RGB value range: percentiles {low:g} to {high:g} of the part that is computed</source>
   <translation>RGB-Wertebereich: Perzentile {low:g} bis {high:g} des Teils, der berechnet wird</translation>
  </message>
  <message>
   <source>{count} answers a patch, averaged and compared: {count} times the time</source>
   <translation>{count} Antworten je Kachel, gemittelt und verglichen: {count}-fache Zeit</translation>
  </message>
  <message>
   <source>{count} answers a patch, averaged: {count} times the time</source>
   <translation>{count} Antworten je Kachel, gemittelt: {count}-fache Zeit</translation>
  </message>
  <message>
   <source>Seam ratio {seam_ratio:.3f}, detail energy in blend zones over inside patches {energy_ratio:.3f}</source>
   <translation>Sprung an Kachelgrenzen geteilt durch Sprung anderswo: {seam_ratio:.3f}; Energie der Einzelheiten in Überblendzonen geteilt durch die im Inneren: {energy_ratio:.3f}</translation>
  </message>
  <message>
   <source>Block means against the RGB layer, in its values: RMSE {before:.4g} before CONSISTENCY, {after:.4g} after</source>
   <translation>Blockmittel gegenüber dem RGB-Layer, in dessen Werten: RMSE {before:.4g} vor CONSISTENCY, {after:.4g} danach</translation>
  </message>
  <message>
   <source>Model {name}: {scale}x, patches of {in_size} LR pixels, {bands} HSI bands</source>
   <translation>Modell {name}: {scale}x, Kachelgröße {in_size} LR-Pixel, HSI-Kanäle: {bands}</translation>
  </message>
  <message>
   <source>Result {width} x {height} pixels of {across:g} x {down:g} map units, {dtype}, {megabytes:.1f} MB uncompressed</source>
   <translation>Ergebnis {width} x {height} Pixel zu {across:g} x {down:g} Karteneinheiten, {dtype}, {megabytes:.1f} MB unkomprimiert</translation>
  </message>
  <message>
   <source>{tiles} patches, overlap {overlap} LR pixels, batches of {batch_size}</source>
   <translation>Kacheln: {tiles}, Überlappung {overlap} LR-Pixel, Stapelgröße {batch_size}</translation>
  </message>
  <message>
   <source>HSI bands: {method}; HSI onto the RGB grid: {resampling}</source>
   <translation>HSI-Kanäle: {method}; HSI auf das RGB-Gitter: {resampling}</translation>
  </message>
  <message>
   <source>Generated detail: {detail:g} of it</source>
   <translation>Erzeugte Einzelheiten: Anteil {detail:g}</translation>
  </message>
  <message>
   <source>RGB values {rgb}, HSI values {hsi} map to -1..1</source>
   <translation>RGB-Werte {rgb}, HSI-Werte {hsi} werden zu -1..1</translation>
  </message>
  <message>
   <source>Running on {device} in {precision} with {runtime}</source>
   <translation>Läuft auf {device} in {precision} mit {runtime}</translation>
  </message>
  <message>
   <source>{share:.1%} of the detail's energy is what the model expects, the rest is one picture of many</source>
   <translation>{share:.1%} der Energie der Details erwartet das Modell, der Rest ist eines von vielen möglichen Bildern</translation>
  </message>
  <message>
   <source>An interrupted run of this job has finished {finished} of {total} rows of patches: going on from there</source>
   <translation>Ein unterbrochener Lauf dieses Auftrags hat {finished} von {total} Kachelzeilen fertig: Es geht von dort weiter</translation>
  </message>
  <message>
   <source>The device does not repeat itself exactly: {share:.2%} of the values of a strip differ from those of the interrupted run. The result is good, but not to the last digit the one of a single run.</source>
   <translation>Das Gerät wiederholt sich nicht genau: {share:.2%} der Werte eines Streifens weichen von denen des unterbrochenen Laufs ab. Das Ergebnis ist gut, aber nicht bis auf die letzte Stelle das eines einzigen Laufs.</translation>
  </message>
  <message>
   <source>The journal is damaged after {row} rows of patches: the rest is computed again.</source>
   <translation>Das Journal ist hinter Kachelzeile {row} beschädigt: Der Rest wird noch einmal gerechnet.</translation>
  </message>
  <message>
   <source>The journal cannot grow any more, the file system allows no larger file: if the job is interrupted, it goes on from row of patches {row}.</source>
   <translation>Das Journal kann nicht weiter wachsen, das Dateisystem erlaubt keine größere Datei. Wird der Auftrag unterbrochen, geht er ab Kachelzeile {row} weiter.</translation>
  </message>
  <message>
   <source>There is not enough memory for a raster {width} pixels wide.</source>
   <translation>Für ein Raster von {width} Pixel Breite reicht der Speicher nicht.</translation>
  </message>
  <message>
   <source>Choose a narrower extent, or a smaller batch size.</source>
   <translation>Wählen Sie eine schmalere Ausdehnung oder einen kleineren Stapel.</translation>
  </message>
  <message>
   <source>{path} was changed or removed while the job was running.</source>
   <translation>{path} wurde verändert oder entfernt, während der Auftrag lief.</translation>
  </message>
  <message>
   <source>Start the job again when nothing writes to its input files.</source>
   <translation>Starten Sie den Auftrag noch einmal, wenn nichts mehr in seine Eingabedateien schreibt.</translation>
  </message>
  <message>
   <source>{reason} Trying again in {pause:g} s. ({cause})</source>
   <translation>{reason} Neuer Versuch in {pause:g} s. ({cause})</translation>
  </message>
  <message>
   <source>{path} has too few bands ({bands}): red, green and blue are three.</source>
   <translation>{path} hat zu wenige Kanäle ({bands}): Rot, Grün und Blau sind drei.</translation>
  </message>
  <message>
   <source>Choose a colour raster.</source>
   <translation>Wählen Sie ein farbiges Raster.</translation>
  </message>
  <message>
   <source>{result} and {other} do not overlap.</source>
   <translation>{result} und {other} überlappen nicht.</translation>
  </message>
  <message>
   <source>Choose layers over the same ground and check their coordinate reference systems.</source>
   <translation>Wählen Sie Layer über demselben Gebiet und prüfen Sie ihre Koordinatenbezugssysteme.</translation>
  </message>
  <message>
   <source>Page and table have one name.</source>
   <translation>Seite und Tabelle haben denselben Namen.</translation>
  </message>
  <message>
   <source>Give the table another name, ending in .csv.</source>
   <translation>Geben Sie der Tabelle einen anderen Namen, der auf .csv endet.</translation>
  </message>
  <message>
   <source>Result and LR layer hold no data at any common place.</source>
   <translation>Ergebnis und LR-Layer haben an keiner gemeinsamen Stelle Daten.</translation>
  </message>
  <message>
   <source>Choose layers over the same ground, and look at their nodata values.</source>
   <translation>Wählen Sie Layer über demselben Gebiet und sehen Sie nach ihren Nodata-Werten.</translation>
  </message>
  <message>
   <source>The result holds no data.</source>
   <translation>Das Ergebnis enthält keine Daten.</translation>
  </message>
  <message>
   <source>Choose another layer, and look at its nodata values.</source>
   <translation>Wählen Sie einen anderen Layer und sehen Sie nach seinen Nodata-Werten.</translation>
  </message>
  <message>
   <source>Result and truth hold no data at any common place.</source>
   <translation>Ergebnis und Wahrheit haben an keiner gemeinsamen Stelle Daten.</translation>
  </message>
  <message>
   <source>Against the truth: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}; plain interpolation of the LR layer has {plain_psnr:.2f} dB and {plain_ssim:.3f}. Pixel by pixel interpolation is nearer: generated detail that is not exactly in place costs more than none.</source>
   <translation>Im Vergleich mit der Wahrheit: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}; einfache Interpolation des LR-Layers hat {plain_psnr:.2f} dB und {plain_ssim:.3f}. Pixel für Pixel ist die Interpolation näher: Erzeugte Einzelheiten, die nicht genau am Platz sind, kosten mehr als keine.</translation>
  </message>
  <message>
   <source>In form the result is no nearer to the truth than interpolation: distance {form:.2f} against {plain:.2f}.</source>
   <translation>In der Form ist das Ergebnis der Wirklichkeit nicht näher als die Interpolation: Abstand {form:.2f} gegenüber {plain:.2f}.</translation>
  </message>
  <message>
   <source>Where there was something to add, {improvement:.0%} of the pixels came near the truth, {omission:.0%} stayed like the LR layer, and {hallucination:.0%} show something else.</source>
   <translation>Wo etwas zu ergänzen war, kamen {improvement:.0%} der Pixel der Wahrheit nahe, {omission:.0%} blieben wie der LR-Layer, und {hallucination:.0%} zeigen etwas anderes.</translation>
  </message>
  <message>
   <source>The truth lies {size:.2f} LR pixels beside the result ({col:+.1f} pixels to the right, {row:+.1f} down, by {agree} of {asked} windows): figures against the truth are worse than the result deserves.</source>
   <translation>Die Wahrheit liegt {size:.2f} LR-Pixel neben dem Ergebnis ({col:+.1f} Pixel nach rechts, {row:+.1f} nach unten, nach {agree} von {asked} Fenstern): Die Zahlen im Vergleich mit der Wahrheit sind schlechter, als das Ergebnis verdient.</translation>
  </message>
  <message>
   <source>The result has about as much fine detail as the truth ({energy:.2f} times its power).</source>
   <translation>Das Ergebnis hat etwa so viele feine Einzelheiten wie die Wahrheit (das {energy:.2f}-Fache ihrer Leistung).</translation>
  </message>
  <message>
   <source>Uncertainty and error rise together with a rank correlation of {monotony:.2f} over tenths of the pixels: in the most uncertain tenth the error is {ratio:.1f} times that in the least uncertain one.</source>
   <translation>Unsicherheit und Fehler steigen gemeinsam, mit einer Rangkorrelation von {monotony:.2f} über Zehntel der Pixel: Im unsichersten Zehntel ist der Fehler {ratio:.1f}-mal so groß wie im sichersten.</translation>
  </message>
  <message>
   <source>The result does not keep the LR layer: averaged back, it differs by {off:.2f} of 255 steps (RMSE). Its colours are partly generated too.</source>
   <translation>Das Ergebnis behält den LR-Layer nicht bei: Zurückgemittelt weicht es um {off:.2f} von 255 Stufen ab (RMSE). Auch seine Farben sind zum Teil erzeugt.</translation>
  </message>
  <message>
   <source>{share:.0%} of the result's variation is finer than what the LR layer shows: this part is generated, not measured.</source>
   <translation>{share:.0%} der Variation im Ergebnis sind feiner als das, was der LR-Layer zeigt: Dieser Teil ist erzeugt, nicht gemessen.</translation>
  </message>
  <message>
   <source>Patches show as soft bands: steps across their borders are {ratio:.2f} times those elsewhere.</source>
   <translation>Kacheln zeigen sich als weiche Streifen: Sprünge an ihren Grenzen sind {ratio:.2f}-mal so groß wie anderswo.</translation>
  </message>
  <message>
   <source>Against the truth: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}.</source>
   <translation>Im Vergleich mit der Wahrheit: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}.</translation>
  </message>
  <message>
   <source>Against the truth: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}; plain interpolation of the LR layer has {plain_psnr:.2f} dB and {plain_ssim:.3f}. Pixel by pixel the result is nearer to the truth.</source>
   <translation>Im Vergleich mit der Wahrheit: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}; einfache Interpolation des LR-Layers hat {plain_psnr:.2f} dB und {plain_ssim:.3f}. Pixel für Pixel ist das Ergebnis näher an der Wahrheit.</translation>
  </message>
  <message>
   <source>In form the result is nearer to the truth than interpolation: distance {form:.2f} against {plain:.2f}.</source>
   <translation>In der Form ist das Ergebnis der Wirklichkeit näher als die Interpolation: Abstand {form:.2f} gegenüber {plain:.2f}.</translation>
  </message>
  <message>
   <source>The truth lies where the result lies, to {moved:g} of an LR pixel.</source>
   <translation>Die Wahrheit liegt dort, wo das Ergebnis liegt, auf {moved:g} LR-Pixel genau.</translation>
  </message>
  <message>
   <source>The result has less fine detail than the truth ({energy:.2f} times its power).</source>
   <translation>Das Ergebnis hat weniger feine Einzelheiten als die Wahrheit (das {energy:.2f}-Fache ihrer Leistung).</translation>
  </message>
  <message>
   <source>The result has more fine detail than the truth ({energy:.2f} times its power).</source>
   <translation>Das Ergebnis hat mehr feine Einzelheiten als die Wahrheit (das {energy:.2f}-Fache ihrer Leistung).</translation>
  </message>
  <message>
   <source>Uncertainty does not say where errors are: rank correlation {monotony:.2f} over tenths of the pixels.</source>
   <translation>Die Unsicherheit sagt nicht, wo Fehler sind: Rangkorrelation {monotony:.2f} über Zehntel der Pixel.</translation>
  </message>
  <message>
   <source>Uncertainty and error rise together with a rank correlation of {monotony:.2f} over tenths of the pixels.</source>
   <translation>Unsicherheit und Fehler steigen gemeinsam, mit einer Rangkorrelation von {monotony:.2f} über Zehntel der Pixel.</translation>
  </message>
  <message>
   <source>The result keeps the LR layer: averaged back, it differs by {off:.2f} of 255 steps (RMSE).</source>
   <translation>Das Ergebnis behält den LR-Layer bei: Zurückgemittelt weicht es um {off:.2f} von 255 Stufen ab (RMSE).</translation>
  </message>
  <message>
   <source>The result nearly keeps the LR layer: averaged back, it differs by {off:.2f} of 255 steps (RMSE).</source>
   <translation>Das Ergebnis behält den LR-Layer beinahe bei: Zurückgemittelt weicht es um {off:.2f} von 255 Stufen ab (RMSE).</translation>
  </message>
  <message>
   <source>{share:.0%} of the result's variation is finer than what the LR layer shows; on average the inputs support {expected:.0%} of this detail, the rest is generated.</source>
   <translation>{share:.0%} der Variation im Ergebnis sind feiner als das, was der LR-Layer zeigt; im Mittel stützen die Eingaben {expected:.0%} dieser Einzelheiten, der Rest ist erzeugt.</translation>
  </message>
  <message>
   <source>Patches cannot be told apart: steps across their borders are {ratio:.2f} times those elsewhere, and so they are in the interpolated LR layer ({plain:.2f}).</source>
   <translation>Kacheln sind nicht zu erkennen: Stufen an ihren Rändern sind {ratio:.2f}-mal so groß wie anderswo, und ebenso im interpolierten LR-Layer ({plain:.2f}).</translation>
  </message>
  <message>
   <source>Patches cannot be told apart: steps across their borders are {ratio:.2f} times those elsewhere.</source>
   <translation>Kacheln sind nicht zu erkennen: Sprünge an ihren Grenzen sind {ratio:.2f}-mal so groß wie anderswo.</translation>
  </message>
  <message>
   <source>Patches show as edges: steps across their borders are {ratio:.2f} times those elsewhere.</source>
   <translation>Kacheln zeigen sich als Kanten: Sprünge an ihren Grenzen sind {ratio:.2f}-mal so groß wie anderswo.</translation>
  </message>
  <message>
   <source>Gaussian of {width:g} nm of {count} bands</source>
   <translation>Gaußkurve von {width:g} nm, Kanäle: {count}</translation>
  </message>
  <message>
   <source>nearest band of {count} bands</source>
   <translation>nächster Kanal, Kanäle: {count}</translation>
  </message>
  <message>
   <source>There is no hyperspectral layer: the detail rests on the RGB layer alone.</source>
   <translation>Es gibt keinen hyperspektralen Layer: Die Einzelheiten stützen sich allein auf den RGB-Layer.</translation>
  </message>
  <message>
   <source>none, zeros in their place</source>
   <translation>keine, an ihrer Stelle Nullen</translation>
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
   <source>{path} marks all of its bands as bad.</source>
   <translation>{path} kennzeichnet alle seine Kanäle als schlecht.</translation>
  </message>
  <message>
   <source>Correct the bad band list (bbl) of the layer.</source>
   <translation>Berichtigen Sie die Liste schlechter Kanäle (bbl) des Layers.</translation>
  </message>
  <message>
   <source>The hyperspectral layer has {usable} usable bands, the model takes {wanted}.</source>
   <translation>Der hyperspektrale Layer hat zu wenig brauchbare Kanäle: {usable}, das Modell nimmt {wanted}.</translation>
  </message>
  <message>
   <source>Choose a layer with more bands, or a model for this sensor.</source>
   <translation>Wählen Sie einen Layer mit mehr Kanälen oder ein Modell für diesen Sensor.</translation>
  </message>
  <message>
   <source>Give its wavelengths in HSI_WAVELENGTHS, or write them into its metadata.</source>
   <translation>Geben Sie seine Wellenlängen in HSI_WAVELENGTHS an, oder schreiben Sie sie in seine Metadaten.</translation>
  </message>
  <message>
   <source>The wavelengths of the hyperspectral layer cannot be used: its bands are taken in the order of the file. {unread}</source>
   <translation>Die Wellenlängen des hyperspektralen Layers sind nicht verwendbar: Seine Kanäle werden in der Reihenfolge der Datei genommen. {unread}</translation>
  </message>
  <message>
   <source>The hyperspectral layer gives no wavelengths: its bands are taken in the order of the file.</source>
   <translation>Der hyperspektrale Layer nennt keine Wellenlängen: Seine Kanäle werden in der Reihenfolge der Datei genommen.</translation>
  </message>
  <message>
   <source>order of the file</source>
   <translation>Reihenfolge der Datei</translation>
  </message>
  <message>
   <source>The layer covers {low:.0f} to {high:.0f} nm, the model takes {least:.0f} to {most:.0f} nm: {outside} of its {count} bands are not covered.</source>
   <translation>Der Layer deckt {low:.0f} bis {high:.0f} nm ab, das Modell nimmt {least:.0f} bis {most:.0f} nm. Nicht abgedeckt: {outside} seiner {count} Kanäle.</translation>
  </message>
  <message>
   <source>Choose another hyperspectral layer, or a model for this sensor.</source>
   <translation>Wählen Sie einen anderen hyperspektralen Layer oder ein Modell für diesen Sensor.</translation>
  </message>
  <message>
   <source>The layer covers {low:.0f} to {high:.0f} nm, the model takes {least:.0f} to {most:.0f} nm: {outside} of its {count} bands take the nearest band instead.</source>
   <translation>Der Layer deckt {low:.0f} bis {high:.0f} nm ab, das Modell nimmt {least:.0f} bis {most:.0f} nm: Bei {outside} seiner {count} Kanäle wird statt dessen der nächste genommen.</translation>
  </message>
  <message>
   <source>Bands of the model that no band with data of the hyperspectral layer covers: {missing} of {wanted}.</source>
   <translation>Kanäle des Modells, die kein Kanal des hyperspektralen Layers mit Daten abdeckt: {missing} von {wanted}.</translation>
  </message>
  <message>
   <source>Choose another hyperspectral layer, or check its nodata value.</source>
   <translation>Wählen Sie einen anderen hyperspektralen Layer, oder prüfen Sie seinen NoData-Wert.</translation>
  </message>
  <message>
   <source>The wavelengths of the hyperspectral layer cannot be used, and it has {bands} bands where the model takes {count}. {unread}</source>
   <translation>Die Wellenlängen des hyperspektralen Layers sind nicht verwendbar, und er hat {bands} Kanäle, während das Modell {count} nimmt. {unread}</translation>
  </message>
  <message>
   <source>The hyperspectral layer gives no wavelengths and has {bands} bands, the model takes {count}.</source>
   <translation>Der hyperspektrale Layer nennt keine Wellenlängen, und die Zahl seiner Kanäle ({bands}) ist nicht die des Modells ({count}).</translation>
  </message>
  <message>
   <source>Bands of the model that take a band more than {gap:g} nm away, since those nearer hold no data: {missing} of {wanted}.</source>
   <translation>Kanäle des Modells, die einen mehr als {gap:g} nm entfernten Kanal nehmen, weil nähere keine Daten enthalten: {missing} von {wanted}.</translation>
  </message>
  <message>
   <source>Bands {red:d}, {green:d}, {blue:d} are taken as red, green and blue ({taken_origin}), not bands {r:d}, {g:d}, {b:d} ({other_origin}). Give RGB_BANDS if those are right.</source>
   <translation>Die Kanäle {red:d}, {green:d}, {blue:d} werden als Rot, Grün und Blau genommen ({taken_origin}), nicht die Kanäle {r:d}, {g:d}, {b:d} ({other_origin}). Geben Sie RGB_BANDS an, wenn diese richtig sind.</translation>
  </message>
  <message>
   <source>Band {number} of the RGB layer would be taken for a colour, but it is infrared ({sign}).</source>
   <translation>Kanal {number} des RGB-Layers würde als Farbe genommen, ist aber infrarot ({sign}).</translation>
  </message>
  <message>
   <source>Choose a layer with red, green and blue, or give the bands to take (RGB_BANDS).</source>
   <translation>Wählen Sie einen Layer mit Rot, Grün und Blau, oder geben Sie die Kanäle an (RGB_BANDS).</translation>
  </message>
  <message>
   <source>Nothing says which bands of the RGB layer are red, green and blue: bands 1, 2, 3 are taken. Give RGB_BANDS if they are others.</source>
   <translation>Nichts sagt, welche Kanäle des RGB-Layers rot, grün und blau sind: Die Kanäle 1, 2, 3 werden genommen. Geben Sie RGB_BANDS an, wenn es andere sind.</translation>
  </message>
  <message>
   <source>The RGB layer has {bands} bands; red, green and blue are three bands.</source>
   <translation>Der RGB-Layer hat {bands} Kanäle; Rot, Grün und Blau sind drei.</translation>
  </message>
  <message>
   <source>The RGB layer has {bands} band; red, green and blue are three bands.</source>
   <translation>Der RGB-Layer hat {bands} Kanal; Rot, Grün und Blau sind drei Kanäle.</translation>
  </message>
  <message>
   <source>Convert its palette first (Raster, Conversion, PCT to RGB).</source>
   <translation>Wandeln Sie erst seine Palette um (Raster, Konvertierung, PCT nach RGB).</translation>
  </message>
  <message>
   <source>The RGB layer has bands 1 to {bands}; asked for were {requested}.</source>
   <translation>Der RGB-Layer hat die Kanäle 1 bis {bands}; verlangt waren {requested}.</translation>
  </message>
  <message>
   <source>Give the numbers of its red, green and blue band.</source>
   <translation>Geben Sie die Nummern seines roten, grünen und blauen Kanals an.</translation>
  </message>
  <message>
   <source>as shown on the map</source>
   <translation>wie auf der Karte gezeigt</translation>
  </message>
  <message>
   <source>{centre:.0f} nm</source>
   <translation>{centre:.0f} nm</translation>
  </message>
  <message>
   <source>as asked for</source>
   <translation>wie verlangt</translation>
  </message>
  <message>
   <source>Band {number} of the RGB layer is infrared ({sign}): it is taken for a colour, as asked for.</source>
   <translation>Kanal {number} des RGB-Layers ist infrarot ({sign}): Er wird wie verlangt als Farbe genommen.</translation>
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
   <source>{path} holds no raster bands, but {parts} subdatasets.</source>
   <translation>{path} hat keine Rasterkanäle, aber Unterdatensätze ({parts}).</translation>
  </message>
  <message>
   <source>Choose one of its subdatasets.</source>
   <translation>Wählen Sie einen seiner Unterdatensätze.</translation>
  </message>
  <message>
   <source>{path} is placed on the map by {points} ground control points only.</source>
   <translation>{path} ist nur durch Passpunkte auf der Karte verortet: {points}.</translation>
  </message>
  <message>
   <source>Warp it first (Raster, Projections, Warp (Reproject), or gdalwarp), and take the warped raster.</source>
   <translation>Transformieren Sie den Raster zuerst (Raster, Projektionen, Transformieren (Reprojizieren), oder gdalwarp) und wählen Sie das Ergebnis.</translation>
  </message>
  <message>
   <source>{path} is placed on the map by rational polynomial coefficients (RPC) only.</source>
   <translation>{path} ist nur durch rationale Polynomkoeffizienten (RPC) auf der Karte verortet.</translation>
  </message>
  <message>
   <source>Warp it first with gdalwarp -rpc, best with a terrain model (-to RPC_DEM=dem.tif), and take the warped raster.</source>
   <translation>Transformieren Sie den Raster zuerst mit gdalwarp -rpc, am besten mit einem Geländemodell (-to RPC_DEM=dem.tif), und wählen Sie das Ergebnis.</translation>
  </message>
  <message>
   <source>{path} is part of a product that has no geotransform.</source>
   <translation>{path} ist Teil eines Produkts ohne Geotransformation.</translation>
  </message>
  <message>
   <source>Make a GeoTIFF of the product first (specgan:importproduct in the Processing Toolbox).</source>
   <translation>Machen Sie zuerst ein GeoTIFF aus dem Produkt (specgan:importproduct in den Verarbeitungswerkzeugen).</translation>
  </message>
  <message>
   <source>{path} is placed on the map by arrays of longitude and latitude only.</source>
   <translation>{path} ist nur durch Felder von Länge und Breite auf der Karte verortet.</translation>
  </message>
  <message>
   <source>Warp it first with gdalwarp -geoloc, and take the warped raster.</source>
   <translation>Transformieren Sie den Raster zuerst mit gdalwarp -geoloc und wählen Sie das Ergebnis.</translation>
  </message>
  <message>
   <source>{path} holds no raster bands.</source>
   <translation>{path} hat keine Rasterkanäle.</translation>
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
   <source>{path} has no coordinate reference system.</source>
   <translation>{path} hat kein Koordinatenbezugssystem.</translation>
  </message>
  <message>
   <source>Assign one first (Raster, Projections, Assign Projection).</source>
   <translation>Weisen Sie erst eines zu (Raster, Projektionen, Projektion zuweisen).</translation>
  </message>
  <message>
   <source>{path} does not tell where its pixels lie on the map.</source>
   <translation>{path} sagt nicht, wo auf der Karte seine Pixel liegen.</translation>
  </message>
  <message>
   <source>Georeference it first (Raster, Georeferencer).</source>
   <translation>Georeferenzieren Sie es erst (Raster, Georeferenzierung).</translation>
  </message>
  <message>
   <source>Give a number in nm for each band, "450, 460.5, ...", or a text or CSV file with them; 0 for bands to leave out.</source>
   <translation>Geben Sie für jeden Kanal eine Zahl in nm an, "450, 460.5, ...", oder eine Text- oder CSV-Datei damit; 0 für Kanäle, die ausgelassen werden.</translation>
  </message>
  <message>
   <source>{label} is {shown!r}, which holds no wavelengths.</source>
   <translation>{label} ist {shown!r}, darin stehen keine Wellenlängen.</translation>
  </message>
  <message>
   <source>{label} holds {entry!r}, which is no wavelength.</source>
   <translation>{label} enthält {entry!r}, das ist keine Wellenlänge.</translation>
  </message>
  <message>
   <source>HSI_WAVELENGTHS has {numbers} numbers, the hyperspectral layer has {bands} bands.</source>
   <translation>HSI_WAVELENGTHS hat {numbers} Zahlen, der hyperspektrale Layer hat {bands} Kanäle.</translation>
  </message>
  <message>
   <source>Give one number for each band of the layer; 0 for bands to leave out.</source>
   <translation>Geben Sie für jeden Kanal des Layers eine Zahl an; 0 für Kanäle, die ausgelassen werden.</translation>
  </message>
  <message>
   <source>{label}: {path} is too large for a list of wavelengths.</source>
   <translation>{label}: {path} ist zu groß für eine Liste von Wellenlängen.</translation>
  </message>
  <message>
   <source>{label} is {text!r}, which is no list and no file.</source>
   <translation>{label} ist {text!r}, das ist weder eine Liste noch eine Datei.</translation>
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
   <source>There is no conversion between the coordinate reference systems "{source}" and "{target}".</source>
   <translation>Zwischen den Koordinatenbezugssystemen „{source}“ und „{target}“ gibt es keine Umrechnung.</translation>
  </message>
  <message>
   <source>Give both layers coordinate reference systems that have a place on Earth.</source>
   <translation>Geben Sie beiden Layern Koordinatenbezugssysteme, die einen Ort auf der Erde haben.</translation>
  </message>
  <message>
   <source>it has no {path}</source>
   <translation>es fehlt darin {path}</translation>
  </message>
  <message>
   <source>an attribute is no list of numbers</source>
   <translation>ein Attribut ist keine Liste von Zahlen</translation>
  </message>
  <message>
   <source>{path} cannot be opened as HDF5 or netCDF.</source>
   <translation>{path} lässt sich nicht als HDF5 oder netCDF öffnen.</translation>
  </message>
  <message>
   <source>Check that the file is complete, and that this GDAL has its HDF5 driver.</source>
   <translation>Prüfen Sie, ob die Datei vollständig ist und ob dieses GDAL seinen HDF5-Treiber hat.</translation>
  </message>
  <message>
   <source>an array cannot be read to the end</source>
   <translation>ein Array ist nicht bis zum Ende lesbar</translation>
  </message>
  <message>
   <source>its metadata file is not beside the image, or has another number of bands</source>
   <translation>seine Metadatendatei liegt nicht neben dem Bild, oder sie hat eine andere Zahl von Kanälen</translation>
  </message>
  <message>
   <source>{path} is no product that can be imported.</source>
   <translation>{path} ist kein Produkt, das importiert werden kann.</translation>
  </message>
  <message>
   <source>Choose METADATA.XML or SPECTRAL_IMAGE of EnMAP L1C or L2A or of DESIS, or a file of PRISMA L2D (he5), EMIT L2A (nc), NEON reflectance (h5) or Tanager (h5).</source>
   <translation>Wählen Sie METADATA.XML oder SPECTRAL_IMAGE von EnMAP L1C oder L2A oder von DESIS, oder eine Datei von PRISMA L2D (he5), EMIT L2A (nc), NEON-Reflexion (h5) oder Tanager (h5).</translation>
  </message>
  <message>
   <source>There is no file {path}.</source>
   <translation>Eine Datei {path} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose the file of the product.</source>
   <translation>Wählen Sie die Datei des Produkts.</translation>
  </message>
  <message>
   <source>{kind}: {width} x {height} pixels, {bands} bands from {first:g} to {last:g} nm, {count} marked as bad</source>
   <translation>{kind}: {width} x {height} Pixel, Kanäle: {bands} von {first:g} bis {last:g} nm, davon als schlecht markiert: {count}</translation>
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
   <source>its cube has {bands} bands and {numbers} wavelengths</source>
   <translation>Kanäle seines Würfels: {bands}, Wellenlängen: {numbers}</translation>
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
   <source>its root has no {key}</source>
   <translation>seiner Wurzel fehlt {key}</translation>
  </message>
  <message>
   <source>its Map_Info has no place</source>
   <translation>seine Map_Info nennt keinen Ort</translation>
  </message>
  <message>
   <source>{key} has {values} numbers for {count} bands</source>
   <translation>{key} hat {values} Zahlen für {count} Kanäle</translation>
  </message>
  <message>
   <source>The product cannot be read: {lack}.</source>
   <translation>Das Produkt ist nicht lesbar: {lack}.</translation>
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
   <source>its EPSG code is {code!r}</source>
   <translation>sein EPSG-Code ist {code!r}</translation>
  </message>
  <message>
   <source>{path} holds values of type {dtype}.</source>
   <translation>{path} enthält Werte vom Typ {dtype}.</translation>
  </message>
  <message>
   <source>Convert it to an integer or float type first (Raster, Conversion, Translate).</source>
   <translation>Wandeln Sie es erst in einen ganzzahligen oder einen Gleitkommatyp um (Raster, Konvertierung, Übersetzen).</translation>
  </message>
  <message>
   <source>{path} cannot be opened as a raster.</source>
   <translation>{path} lässt sich nicht als Raster öffnen.</translation>
  </message>
  <message>
   <source>Check that the file exists and is complete.</source>
   <translation>Prüfen Sie, ob die Datei da und vollständig ist.</translation>
  </message>
  <message>
   <source>{path} cannot be read to the end.</source>
   <translation>{path} lässt sich nicht bis zum Ende lesen.</translation>
  </message>
  <message>
   <source>The file may be damaged or its disk or network gone: copy it again.</source>
   <translation>Vielleicht ist die Datei beschädigt, oder Platte oder Netzwerk sind weg: Kopieren Sie sie noch einmal.</translation>
  </message>
  <message>
   <source>{definition!r} is no coordinate reference system.</source>
   <translation>{definition!r} ist kein Koordinatenbezugssystem.</translation>
  </message>
  <message>
   <source>Give it like "EPSG:32633", or as WKT.</source>
   <translation>Geben Sie es an wie "EPSG:32633" oder als WKT.</translation>
  </message>
  <message>
   <source>{name} opens only with credentials that QGIS keeps.</source>
   <translation>{name} lässt sich nur mit Zugangsdaten öffnen, die QGIS verwahrt.</translation>
  </message>
  <message>
   <source>Export it to a GeoTIFF first (right click, Export, Save As).</source>
   <translation>Exportieren Sie ihn erst in ein GeoTIFF (Rechtsklick, Export, Speichern als).</translation>
  </message>
  <message>
   <source>{text!r} is no nodata value of {path}.</source>
   <translation>{text!r} ist kein Nodata-Wert von {path}.</translation>
  </message>
  <message>
   <source>Write numbers and ranges, such as |nodata:*=source;0;250..255.</source>
   <translation>Schreiben Sie Zahlen und Bereiche, etwa |nodata:*=source;0;250..255.</translation>
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
   <source>The hyperspectral layer gives no wavelengths</source>
   <translation>Der hyperspektrale Layer nennt keine Wellenlängen</translation>
  </message>
  <message>
   <source>What it gives as wavelengths was not understood: {shown}.</source>
   <translation>Was er als Wellenlängen nennt, wurde nicht verstanden: {shown}.</translation>
  </message>
  <message>
   <source>Wavelengths of the hyperspectral layer: {low:g} to {high:g} nm, from {place} ({detail})</source>
   <translation>Wellenlängen des hyperspektralen Layers: {low:g} bis {high:g} nm, aus: {place} ({detail})</translation>
  </message>
  <message>
   <source>Its list of wavelengths has {readings} entries for {count} bands: {shown}.</source>
   <translation>Seine Liste der Wellenlängen hat {readings} Einträge für {count} Kanäle: {shown}.</translation>
  </message>
  <message>
   <source>What it gives as wavelengths was not understood: {shown}, with the unit {unit}.</source>
   <translation>Was er als Wellenlängen nennt, wurde nicht verstanden: {shown}, mit der Einheit {unit}.</translation>
  </message>
  <message>
   <source>The wavelengths of the hyperspectral layer ({shown}) contradict their unit, {contradicted}: they are read as {unit}.</source>
   <translation>Die Wellenlängen des hyperspektralen Layers ({shown}) widersprechen ihrer Einheit {contradicted}: Sie werden als {unit} gelesen.</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer left out, since no wavelength is given for them: {bands} ({texts})</source>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, für die keine Wellenlänge genannt ist: {bands} ({texts})</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer left out, since no wavelength is given for them: {bands}</source>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, für die keine Wellenlänge genannt ist: {bands}</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer hold {value:g} all over, and no others cover the model's: {names}.</source>
   <translation>Kanäle des hyperspektralen Layers haben überall den Wert {value:g}, und keine anderen decken die des Modells ab: {names}.</translation>
  </message>
  <message>
   <source>Choose another extent or layer, and check the nodata values of both.</source>
   <translation>Wählen Sie eine andere Ausdehnung oder einen anderen Layer, und prüfen Sie die NoData-Werte beider.</translation>
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
   <source>The RGB layer holds no data in the part that is computed: the result would be empty.</source>
   <translation>Der RGB-Layer enthält keine Daten in dem Teil, der gerechnet wird: Das Ergebnis wäre leer.</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer without data, filled from those beside them: {names}</source>
   <translation>Kanäle des hyperspektralen Layers ohne Daten, aus den benachbarten gefüllt: {names}</translation>
  </message>
  <message>
   <source>Bands of the hyperspectral layer left out, since they hold one value all over: {names}</source>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, die überall denselben Wert enthalten: {names}</translation>
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
   <source>Bands of the hyperspectral layer left out, since they hold no data: {names}</source>
   <translation>Ausgelassene Kanäle des hyperspektralen Layers, die keine Daten enthalten: {names}</translation>
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
   <source>{name} is not a GeoTIFF name.</source>
   <translation>{name} ist kein Name eines GeoTIFF.</translation>
  </message>
  <message>
   <source>Choose an output file that ends in .tif.</source>
   <translation>Wählen Sie eine Ausgabedatei, die auf .tif endet.</translation>
  </message>
  <message>
   <source>There is no folder {folder}.</source>
   <translation>Einen Ordner {folder} gibt es nicht.</translation>
  </message>
  <message>
   <source>Make the folder, or choose another output file.</source>
   <translation>Legen Sie den Ordner an, oder wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>{path} cannot be written.</source>
   <translation>{path} lässt sich nicht schreiben.</translation>
  </message>
  <message>
   <source>Choose a file in a folder that you may write to.</source>
   <translation>Wählen Sie eine Datei in einem Ordner, in den Sie schreiben dürfen.</translation>
  </message>
  <message>
   <source>The output {path} is also an input.</source>
   <translation>Die Ausgabe {path} ist auch eine Eingabe.</translation>
  </message>
  <message>
   <source>Choose another output file.</source>
   <translation>Wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>The result may need {needed:.2f} GB, the disk of {folder} has {free:.2f} GB free.</source>
   <translation>Das Ergebnis braucht bis zu {needed:.2f} GB, auf der Platte von {folder} sind {free:.2f} GB frei.</translation>
  </message>
  <message>
   <source>Free some space, choose another disk, or a smaller extent.</source>
   <translation>Schaffen Sie Platz, oder wählen Sie eine andere Platte oder eine kleinere Ausdehnung.</translation>
  </message>
  <message>
   <source>{path} is in use.</source>
   <translation>{path} wird gerade benutzt.</translation>
  </message>
  <message>
   <source>Remove its layer from the project, or choose another output file.</source>
   <translation>Entfernen Sie den Layer aus dem Projekt, oder wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>{label} is {value}, which is not {wanted}.</source>
   <translation>{label} ist {value}, das ist nicht: {wanted}.</translation>
  </message>
  <message>
   <source>Give {wanted} for {label}.</source>
   <translation>Geben Sie für {label} an: {wanted}.</translation>
  </message>
  <message>
   <source>{label} is {text!r}, which is not a range.</source>
   <translation>{label} ist {text!r}, das ist kein Wertebereich.</translation>
  </message>
  <message>
   <source>Write two numbers, low,high, the first one smaller.</source>
   <translation>Schreiben Sie zwei Zahlen, unten,oben, die erste kleiner.</translation>
  </message>
  <message>
   <source>{label} is {text!r}, which is not three band numbers.</source>
   <translation>{label} ist {text!r}, das sind nicht drei Kanalnummern.</translation>
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
   <source>one of {choices}</source>
   <translation>eines von {choices}</translation>
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
   <source>There is no model {name!r}.</source>
   <translation>Ein Modell {name!r} gibt es nicht.</translation>
  </message>
  <message>
   <source>Give the path of a model file, or one of the installed models: {models}.</source>
   <translation>Geben Sie den Pfad einer Modelldatei an oder eines der installierten Modelle: {models}.</translation>
  </message>
  <message>
   <source>Give the path of a model file, or one of the installed models: none.</source>
   <translation>Geben Sie den Pfad einer Modelldatei an; installierte Modelle gibt es keine.</translation>
  </message>
  <message>
   <source>There is no own model {name!r}.</source>
   <translation>Ein eigenes Modell {name!r} gibt es nicht.</translation>
  </message>
  <message>
   <source>Own models: {own}.</source>
   <translation>Eigene Modelle: {own}.</translation>
  </message>
  <message>
   <source>Own models: none.</source>
   <translation>Eigene Modelle: keine.</translation>
  </message>
  <message>
   <source>HSI bands: {bands}, {first:g} to {last:g} nm, assumed</source>
   <translation>HSI-Kanäle: {bands}, {first:g} bis {last:g} nm, angenommen</translation>
  </message>
  <message>
   <source>HSI bands: {bands}, {first:g} to {last:g} nm</source>
   <translation>HSI-Kanäle: {bands}, {first:g} bis {last:g} nm</translation>
  </message>
  <message>
   <source>percentiles {low:g} to {high:g} of each band</source>
   <translation>Perzentile {low:g} bis {high:g} jedes Kanals</translation>
  </message>
  <message>
   <source>percentiles {low:g} to {high:g} of the layer</source>
   <translation>Perzentile {low:g} bis {high:g} des Layers</translation>
  </message>
  <message>
   <source>{low:g} to {high:g} for {dtype}, else {percentiles}</source>
   <translation>{low:g} bis {high:g} für {dtype}, sonst {percentiles}</translation>
  </message>
  <message>
   <source>The model {name} came with the plugin and cannot be removed.</source>
   <translation>Das Modell {name} kam mit dem Plugin und lässt sich nicht entfernen.</translation>
  </message>
  <message>
   <source>Remove own models only.</source>
   <translation>Entfernen Sie nur eigene Modelle.</translation>
  </message>
  <message>
   <source>Name: {name}</source>
   <translation>Name: {name}</translation>
  </message>
  <message>
   <source>Scale: {scale}x</source>
   <translation>Faktor: {scale}x</translation>
  </message>
  <message>
   <source>Patches: {size} x {size} LR pixels, overlap {overlap}</source>
   <translation>Kacheln: {size} x {size} LR-Pixel, Überlappung {overlap}</translation>
  </message>
  <message>
   <source>RGB values: {range}</source>
   <translation>RGB-Werte: {range}</translation>
  </message>
  <message>
   <source>HSI values: {range}</source>
   <translation>HSI-Werte: {range}</translation>
  </message>
  <message>
   <source>HSI bands: {bands}, {first:g} to {last:g} nm, {width:g} nm wide, assumed</source>
   <translation>HSI-Kanäle: {bands}, {first:g} bis {last:g} nm, je {width:g} nm breit, angenommen</translation>
  </message>
  <message>
   <source>HSI bands: {bands}, {first:g} to {last:g} nm, {width:g} nm wide</source>
   <translation>HSI-Kanäle: {bands}, {first:g} bis {last:g} nm, je {width:g} nm breit</translation>
  </message>
  <message>
   <source>{percentiles}, widened by {margin:g} % at either end</source>
   <translation>{percentiles}, an beiden Enden um {margin:g} % erweitert</translation>
  </message>
  <message>
   <source>GSD of the training data: {finest:g} to {coarsest:g} m</source>
   <translation>Bodenauflösung der Trainingsdaten: {finest:g} bis {coarsest:g} m</translation>
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
   <source>Trained on: {data}</source>
   <translation>Trainiert mit: {data}</translation>
  </message>
  <message>
   <source>Trained on: not recorded</source>
   <translation>Trainiert mit: nicht festgehalten</translation>
  </message>
  <message>
   <source>Metrics: {metrics}</source>
   <translation>Messwerte: {metrics}</translation>
  </message>
  <message>
   <source>Metrics: none recorded</source>
   <translation>Messwerte: keine festgehalten</translation>
  </message>
  <message>
   <source>Licence: {licence}</source>
   <translation>Lizenz: {licence}</translation>
  </message>
  <message>
   <source>Licence: not recorded</source>
   <translation>Lizenz: nicht festgehalten</translation>
  </message>
  <message>
   <source>Notes: {notes}</source>
   <translation>Anmerkungen: {notes}</translation>
  </message>
  <message>
   <source>Notes: none</source>
   <translation>Anmerkungen: keine</translation>
  </message>
  <message>
   <source>The model file {path} cannot be removed.</source>
   <translation>Die Modelldatei {path} lässt sich nicht entfernen.</translation>
  </message>
  <message>
   <source>Wait until no job uses it, and see that the folder is writable.</source>
   <translation>Warten Sie, bis kein Auftrag sie mehr benutzt, und sehen Sie nach, ob in den Ordner geschrieben werden darf.</translation>
  </message>
  <message>
   <source>These cannot be set in a model's description: {wrong}.</source>
   <translation>In der Beschreibung eines Modells lässt sich das nicht setzen: {wrong}.</translation>
  </message>
  <message>
   <source>Fields that can: {fields}.</source>
   <translation>Felder, bei denen das geht: {fields}.</translation>
  </message>
  <message>
   <source>The network takes {bands} HSI bands, but {numbers} wavelengths were given.</source>
   <translation>Die Zahl der HSI-Kanäle des Netzes ist {bands}, die der angegebenen Wellenlängen {numbers}.</translation>
  </message>
  <message>
   <source>Give one wavelength for every band.</source>
   <translation>Geben Sie für jeden Kanal eine Wellenlänge an.</translation>
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
   <source>scale {scale!r} is not a whole number from 2 to 64</source>
   <translation>der Faktor {scale!r} ist keine ganze Zahl von 2 bis 64</translation>
  </message>
  <message>
   <source>patch size {in_size!r} is not a whole number from 2 to 256</source>
   <translation>die Kachelgröße {in_size!r} ist keine ganze Zahl von 2 bis 256</translation>
  </message>
  <message>
   <source>the list of HSI wavelengths is empty, too long or not positive</source>
   <translation>die Liste der HSI-Wellenlängen ist leer, zu lang oder nicht positiv</translation>
  </message>
  <message>
   <source>overlap {overlap!r} is not between 0 and half the patch size</source>
   <translation>die Überlappung {overlap!r} liegt nicht zwischen 0 und der halben Kachelgröße</translation>
  </message>
  <message>
   <source>The model {path} does not describe itself, so its scale and bands are unknown.</source>
   <translation>Das Modell {path} beschreibt sich nicht selbst; Faktor und Kanäle sind also unbekannt.</translation>
  </message>
  <message>
   <source>Export it with `specgan export`, which writes the description.</source>
   <translation>Exportieren Sie es mit `specgan export`; das schreibt die Beschreibung.</translation>
  </message>
  <message>
   <source>The model's description cannot be used: {problem}.</source>
   <translation>Die Beschreibung des Modells taugt nicht: {problem}.</translation>
  </message>
  <message>
   <source>Export the model again with the training module of this plugin, or use another model.</source>
   <translation>Exportieren Sie das Modell noch einmal mit dem Trainingsteil dieses Plugins, oder nehmen Sie ein anderes.</translation>
  </message>
  <message>
   <source>The model was written by a newer version of this plugin (format {format_version}).</source>
   <translation>Das Modell wurde von einer neueren Version dieses Plugins geschrieben (Format {format_version}).</translation>
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
   <source>{item} is no text</source>
   <translation>{item} ist kein Text</translation>
  </message>
  <message>
   <source>{item} is neither true nor false</source>
   <translation>{item} ist weder wahr noch falsch</translation>
  </message>
  <message>
   <source>{field} {value!r} is not between 0 and 1</source>
   <translation>{field} {value!r} liegt nicht zwischen 0 und 1</translation>
  </message>
  <message>
   <source>the statistics of the training data are of other HSI bands</source>
   <translation>die Statistik der Trainingsdaten gilt für andere HSI-Kanäle</translation>
  </message>
  <message>
   <source>the {name} value range is no range</source>
   <translation>der Wertebereich {name} ist keiner</translation>
  </message>
  <message>
   <source>the {name} value range is empty</source>
   <translation>der Wertebereich {name} ist leer</translation>
  </message>
  <message>
   <source>the margin of the {name} value range is not between 0 and 10</source>
   <translation>der Rand des {name}-Wertebereichs liegt nicht zwischen 0 und 10</translation>
  </message>
  <message>
   <source>The model file {path} cannot be read.</source>
   <translation>Die Modelldatei {path} lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>Choose an existing model file.</source>
   <translation>Wählen Sie eine vorhandene Modelldatei.</translation>
  </message>
  <message>
   <source>The file {path} is not an ONNX model, or it is damaged.</source>
   <translation>Die Datei {path} ist kein ONNX-Modell, oder sie ist beschädigt.</translation>
  </message>
  <message>
   <source>Copy or download the file again, or choose another model.</source>
   <translation>Kopieren oder laden Sie die Datei noch einmal, oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>The model file {path} is not a torch checkpoint, or it is damaged.</source>
   <translation>Die Modelldatei {path} ist kein torch-Checkpoint, oder sie ist beschädigt.</translation>
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
   <source>The model file {path} holds no network.</source>
   <translation>Die Modelldatei {path} enthält kein Netz.</translation>
  </message>
  <message>
   <source>The model file {path} is incomplete or damaged.</source>
   <translation>Die Modelldatei {path} ist unvollständig oder beschädigt.</translation>
  </message>
  <message>
   <source>The model file {path} holds no SpecGAN network.</source>
   <translation>Die Modelldatei {path} enthält kein SpecGAN-Netz.</translation>
  </message>
  <message>
   <source>The model file {path} is empty.</source>
   <translation>Die Modelldatei {path} ist leer.</translation>
  </message>
  <message>
   <source>The model file {path} was refused: it holds more than weights and could run code.</source>
   <translation>Die Modelldatei {path} wurde abgelehnt: Sie enthält mehr als Gewichte und könnte Programme ausführen.</translation>
  </message>
  <message>
   <source>Ask its author for a file with tensors only (torch.save of a state dict).</source>
   <translation>Bitten Sie den Urheber um eine Datei, die nur Tensoren enthält (torch.save eines state dict).</translation>
  </message>
  <message>
   <source>A network with {name} = {value!r} cannot be built: {name} has to be {wanted}.</source>
   <translation>Ein Netz mit {name} = {value!r} lässt sich nicht bauen: {name} muss so sein: {wanted}.</translation>
  </message>
  <message>
   <source>Correct the network's configuration, or use another model.</source>
   <translation>Berichtigen Sie die Angaben zum Netz, oder nehmen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>The network's description has fields that this version does not know: {unknown}.</source>
   <translation>Die Beschreibung des Netzes hat Felder, die diese Version nicht kennt: {unknown}.</translation>
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
   <source>one number for each of the sizes {resolutions}</source>
   <translation>eine Zahl für jede der Größen {resolutions}</translation>
  </message>
  <message>
   <source>at least {smallest}</source>
   <translation>mindestens {smallest}</translation>
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
   <source>a power of two above {smallest}</source>
   <translation>eine Zweierpotenz über {smallest}</translation>
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
   <source>Try other versions of onnxscript than the installed one; torch is {version}.</source>
   <translation>Versuchen Sie es mit anderen Versionen von onnxscript als der installierten; torch ist {version}.</translation>
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
   <source>{percent:.0f} % of this area is unlike what the model was trained on, mostly because of {reason}. Do not rely on the detail there.</source>
   <translation>{percent:.0f} % dieses Gebiets gleichen nicht dem, womit das Modell trainiert wurde; hauptsächlicher Grund: {reason}. Verlassen Sie sich dort nicht auf die Einzelheiten.</translation>
  </message>
  <message>
   <source>All of the area is like what the model was trained on.</source>
   <translation>Das ganze Gebiet gleicht dem, womit das Modell trainiert wurde.</translation>
  </message>
  <message>
   <source>{percent:.2g} % of the area is unlike what the model was trained on.</source>
   <translation>{percent:.2g} % der Fläche sind anders als die Trainingsdaten des Modells.</translation>
  </message>
  <message>
   <source>very bright pixels (snow, clouds, a value range that does not fit?)</source>
   <translation>sehr helle Pixel (Schnee, Wolken, ein Wertebereich, der nicht passt?)</translation>
  </message>
  <message>
   <source>very dark pixels (night, shadow, a value range or unit that does not fit?)</source>
   <translation>sehr dunkle Pixel (Nacht, Schatten, Wertebereich oder Einheit, die nicht passen?)</translation>
  </message>
  <message>
   <source>unusual colours (false colour, bands other than red, green and blue?)</source>
   <translation>ungewöhnliche Farben (Falschfarben, andere Kanäle als Rot, Grün und Blau?)</translation>
  </message>
  <message>
   <source>a lack of contrast (haze, snow, a value range that does not fit?)</source>
   <translation>zu wenig Kontrast (Dunst, Schnee, ein Wertebereich, der nicht passt?)</translation>
  </message>
  <message>
   <source>very strong contrast (noise, larger pixels?)</source>
   <translation>sehr starker Kontrast (Rauschen, größere Pixel?)</translation>
  </message>
  <message>
   <source>unusual spectra (snow, radiance instead of reflectance, wrong wavelengths?)</source>
   <translation>ungewöhnliche Spektren (Schnee, Strahldichte statt Reflexionsgrad, falsche Wellenlängen?)</translation>
  </message>
  <message>
   <source>The hyperspectral layer lies on the RGB layer, off by {figure} (correlation {before:.2f}).</source>
   <translation>Der hyperspektrale Layer liegt auf dem RGB-Layer; Versatz: {figure} (Korrelation {before:.2f}).</translation>
  </message>
  <message>
   <source>The shift between the layers is not clear: parts of the area differ by up to {largest:.1f} LR pixels.</source>
   <translation>Der Versatz zwischen den Layern ist nicht eindeutig: Teile des Gebiets unterscheiden sich um bis zu {largest:.1f} LR-Pixel.</translation>
  </message>
  <message>
   <source>{col:+.2f} LR pixels across and {row:+.2f} down ({metres:.2g} m)</source>
   <translation>{col:+.2f} LR-Pixel nach rechts und {row:+.2f} nach unten ({metres:.2g} m)</translation>
  </message>
  <message>
   <source>{figure} in the middle, elsewhere another</source>
   <translation>{figure} in der Mitte, sonst ein anderer</translation>
  </message>
  <message>
   <source>The hyperspectral layer is moved by {figure}, onto the RGB layer (correlation {before:.2f}, moved {after:.2f}; windows that agree: {windows}).</source>
   <translation>Der hyperspektrale Layer wird auf den RGB-Layer geschoben, Versatz: {figure} (Korrelation {before:.2f}, danach {after:.2f}; Fenster, die übereinstimmen: {windows}).</translation>
  </message>
  <message>
   <source>The hyperspectral layer does not lie on the RGB layer: it is off by {figure}. ALIGN corrects that.</source>
   <translation>Der hyperspektrale Layer liegt nicht auf dem RGB-Layer; Versatz: {figure}. ALIGN gleicht ihn aus.</translation>
  </message>
  <message>
   <source>The hyperspectral layer is off by {figure}, more than ALIGN corrects. Correct the georeference of one of the layers.</source>
   <translation>Der Versatz des hyperspektralen Layers ({figure}) ist größer, als ALIGN ausgleicht. Berichtigen Sie die Georeferenz eines der Layer.</translation>
  </message>
  <message>
   <source>The two layers do not seem to show the same ground (correlation at most {best:.2f}). Check their places, the wavelengths, and which bands are red, green and blue.</source>
   <translation>Die beiden Layer scheinen nicht dasselbe Gebiet zu zeigen (Korrelation höchstens {best:.2f}). Prüfen Sie ihre Lage, die Wellenlängen und welche Kanäle Rot, Grün und Blau sind.</translation>
  </message>
  <message>
   <source>{col:+.2f} LR pixels across and {row:+.2f} down</source>
   <translation>{col:+.2f} LR-Pixel nach rechts und {row:+.2f} nach unten</translation>
  </message>
  <message>
   <source>The shift between the layers cannot be measured: they have too little in common.</source>
   <translation>Der Versatz zwischen den Layern lässt sich nicht messen: Sie haben zu wenig gemeinsam.</translation>
  </message>
  <message>
   <source>The shift between the layers was not measured. {why}</source>
   <translation>Der Versatz zwischen den Layern wurde nicht gemessen. {why}</translation>
  </message>
  <message>
   <source>The number of answers is {answers}.</source>
   <translation>Die Zahl der Antworten ist {answers}.</translation>
  </message>
  <message>
   <source>Choose 2 to {most}.</source>
   <translation>Wählen Sie 2 bis {most}.</translation>
  </message>
  <message>
   <source>An overlap of {overlap} pixels does not fit patches of {in_size}.</source>
   <translation>Die Überlappung {overlap} passt nicht zur Kachelgröße {in_size} (LR-Pixel).</translation>
  </message>
  <message>
   <source>Choose 0 to {most}.</source>
   <translation>Wählen Sie 0 bis {most}.</translation>
  </message>
  <message>
   <source>A factor of {factor} cannot be made from the model's {scale}.</source>
   <translation>Ein Faktor von {factor} lässt sich aus dem des Modells, {scale}, nicht bilden.</translation>
  </message>
  <message>
   <source>Choose one of {factors}, or leave it empty for {scale}.</source>
   <translation>Wählen Sie einen von {factors}, oder lassen Sie das Feld für {scale} leer.</translation>
  </message>
  <message>
   <source>DETAIL is {detail:g}.</source>
   <translation>DETAIL ist {detail:g}.</translation>
  </message>
  <message>
   <source>Choose 0 (no generated detail) to 1 (all of it).</source>
   <translation>Wählen Sie 0 (keine erzeugten Einzelheiten) bis 1 (alle).</translation>
  </message>
  <message>
   <source>The RGB layer has pixels of {layer:g} m on the ground, the model was made for {finest_layer:g} to {coarsest_layer:g} m (the model's result: {result:g} m, made for {finest:g} to {coarsest:g} m). The texture may have the wrong size.</source>
   <translation>Der RGB-Layer hat Pixel von {layer:g} m am Boden, das Modell ist für {finest_layer:g} bis {coarsest_layer:g} m gemacht (Ergebnis des Modells: {result:g} m, gemacht für {finest:g} bis {coarsest:g} m). Die Textur kann die falsche Größe haben.</translation>
  </message>
  <message>
   <source>The memory is {memory} MB.</source>
   <translation>Der Speicher ist mit {memory} MB angegeben.</translation>
  </message>
  <message>
   <source>Choose 1 or more, or leave it empty.</source>
   <translation>Wählen Sie 1 oder mehr, oder lassen Sie es leer.</translation>
  </message>
  <message>
   <source>A raster {length} pixels wide needs {least} MB of memory beside the model, the job may take {budget} MB.</source>
   <translation>Ein Raster von {length} Pixel Breite braucht neben dem Modell {least} MB Speicher, der Auftrag darf {budget} MB nehmen.</translation>
  </message>
  <message>
   <source>Allow that much (MEMORY_MB {least}), or choose a narrower extent.</source>
   <translation>Erlauben Sie so viel (MEMORY_MB {least}), oder wählen Sie eine schmalere Ausdehnung.</translation>
  </message>
  <message>
   <source>Select two raster layers over the same ground in the Layers panel: one in red, green and blue, and one hyperspectral.</source>
   <translation>Wählen Sie im Layerbedienfeld zwei Rasterlayer über demselben Gebiet aus: einen in Rot, Grün und Blau und einen hyperspektralen.</translation>
  </message>
  <message>
   <source>"{first}" and "{second}" both have {bands} bands, and nothing tells which one is hyperspectral.</source>
   <translation>„{first}“ und „{second}“ haben gleich viele Kanäle ({bands}), und nichts sagt, welcher Layer der hyperspektrale ist.</translation>
  </message>
  <message>
   <source>Choose them by hand in the dialog, or write "RGB" and "HSI" into their names.</source>
   <translation>Wählen Sie die beiden im Dialog von Hand, oder schreiben Sie "RGB" und "HSI" in ihre Namen.</translation>
  </message>
  <message>
   <source>"{name}" has 1 band; a hyperspectral layer has more.</source>
   <translation>„{name}“ hat 1 Kanal; ein hyperspektraler Layer hat mehr.</translation>
  </message>
  <message>
   <source>"{name}" has {bands} bands; a hyperspectral layer has more.</source>
   <translation>„{name}“ hat {bands} Kanäle; ein hyperspektraler Layer hat mehr.</translation>
  </message>
  <message>
   <source>"{name}" has 1 band; red, green and blue are three.</source>
   <translation>„{name}“ hat 1 Kanal; Rot, Grün und Blau sind drei.</translation>
  </message>
  <message>
   <source>"{name}" has {bands} bands; red, green and blue are three.</source>
   <translation>„{name}“ hat {bands} Kanäle; Rot, Grün und Blau sind drei.</translation>
  </message>
  <message>
   <source>No raster layer is selected.</source>
   <translation>Kein Rasterlayer ist ausgewählt.</translation>
  </message>
  <message>
   <source>Only one raster layer is selected, "{name}".</source>
   <translation>Nur ein Rasterlayer ist ausgewählt, „{name}“.</translation>
  </message>
  <message>
   <source>{layers} raster layers are selected.</source>
   <translation>{layers} Rasterlayer sind ausgewählt.</translation>
  </message>
  <message>
   <source>The batch size is {asked}.</source>
   <translation>Die Stapelgröße ist {asked}.</translation>
  </message>
  <message>
   <source>Choose 1 or more, or 0 to have it chosen.</source>
   <translation>Wählen Sie 1 oder mehr, oder 0, damit die Zahl gewählt wird.</translation>
  </message>
  <message>
   <source>The model {name} needs a hyperspectral layer: nothing says that it was trained without one.</source>
   <translation>Das Modell {name} braucht einen hyperspektralen Layer: Nichts sagt, dass es auch ohne einen trainiert wurde.</translation>
  </message>
  <message>
   <source>Choose a hyperspectral layer (HSI), or a model whose card says that it may be missing.</source>
   <translation>Einen hyperspektralen Layer wählen (HSI) oder ein Modell, laut dessen Karte er fehlen darf.</translation>
  </message>
  <message>
   <source>The model {model} does not say what its training data look like: it can raise no alarm.</source>
   <translation>Das Modell {model} sagt nicht, wie seine Trainingsdaten aussehen: Es kann keinen Alarm geben.</translation>
  </message>
  <message>
   <source>Leave ALARM empty, or add the statistics with `specgan describe`.</source>
   <translation>Lassen Sie ALARM leer, oder ergänzen Sie die Statistik mit `specgan describe`.</translation>
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
   <source>Batches of {size} instead of {asked} patches, to keep within memory.</source>
   <translation>Stapel von {size} statt {asked} Kacheln, damit der Speicher reicht.</translation>
  </message>
  <message>
   <source>Reading value ranges from the layers</source>
   <translation>Wertebereiche werden aus den Layern gelesen</translation>
  </message>
  <message>
   <source>The model does not say what it was trained on: what is unlike that goes unnoticed.</source>
   <translation>Das Modell sagt nicht, womit es trainiert wurde: Was dem nicht gleicht, bleibt unbemerkt.</translation>
  </message>
  <message>
   <source>{name} would be written over {other}.</source>
   <translation>{name} würde {other} überschreiben.</translation>
  </message>
  <message>
   <source>Choose another file for one of them.</source>
   <translation>Wählen Sie für eine der beiden eine andere Datei.</translation>
  </message>
  <message>
   <source>RGB layer: {share:.2g} % of the pixels are exactly {value:g}, far from the rest: an undeclared nodata value? If so, set NODATA.</source>
   <translation>RGB-Layer: {share:.2g} % der Pixel sind genau {value:g}, weit weg von den übrigen: ein nicht angegebener Nodata-Wert? Falls ja, setzen Sie NODATA.</translation>
  </message>
  <message>
   <source>Hyperspectral layer: {share:.2g} % of the pixels are exactly {value:g}, far from the rest: an undeclared nodata value? If so, set NODATA.</source>
   <translation>Hyperspektrallayer: {share:.2g} % der Pixel sind genau {value:g}, weit weg von den übrigen: ein nicht angegebener Nodata-Wert? Falls ja, setzen Sie NODATA.</translation>
  </message>
  <message>
   <source>Nothing on this machine runs the model yet: {package} was not found.</source>
   <translation>Auf diesem Rechner läuft das Modell noch nicht: {package} wurde nicht gefunden.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up (Plugins menu, SpecGAN) and press Set up; on a server, install the package {package} for the Python that QGIS uses.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ (Menü Erweiterungen, SpecGAN), und drücken Sie Einrichten; auf einem Server installieren Sie das Paket {package} für das Python, das QGIS benutzt.</translation>
  </message>
  <message>
   <source>There is no runtime {mode!r}.</source>
   <translation>Eine Laufzeit {mode!r} gibt es nicht.</translation>
  </message>
  <message>
   <source>The Python that was chosen for SpecGAN is not there: {python}.</source>
   <translation>Das Python, das für SpecGAN gewählt war, ist nicht da: {python}.</translation>
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
   <source>SpecGAN's environment has no {package}, which this model needs.</source>
   <translation>Die Umgebung von SpecGAN hat kein {package}, das dieses Modell braucht.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up and set it up again with PyTorch, or take an .onnx model.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN, und richten Sie sie noch einmal ein, mit PyTorch, oder nehmen Sie ein .onnx-Modell.</translation>
  </message>
  <message>
   <source>The Python of QGIS has no {package} that works.</source>
   <translation>Das Python von QGIS hat kein {package}, das funktioniert.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up and let it make an environment, or choose another Python there.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN, und lassen Sie dort eine Umgebung anlegen, oder wählen Sie ein anderes Python.</translation>
  </message>
  <message>
   <source>The environment in {folder} cannot be removed.</source>
   <translation>Die Umgebung in {folder} lässt sich nicht entfernen.</translation>
  </message>
  <message>
   <source>Close other QGIS windows and try again.</source>
   <translation>Schließen Sie andere QGIS-Fenster, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>{package} {version} is installed in {python}, but a small model does not run with it.</source>
   <translation>{package} {version} ist in {python} installiert, aber ein kleines Modell läuft damit nicht.</translation>
  </message>
  <message>
   <source>Install it again with: {program} -m pip install --force-reinstall {package}</source>
   <translation>Installieren Sie es noch einmal mit: {program} -m pip install --force-reinstall {package}</translation>
  </message>
  <message>
   <source>{version}: runs on {devices} ({name})</source>
   <translation>{version}: läuft auf {devices} ({name})</translation>
  </message>
  <message>
   <source>There is no Python {python}.</source>
   <translation>Ein Python {python} gibt es nicht.</translation>
  </message>
  <message>
   <source>Choose the python program itself, not its folder.</source>
   <translation>Wählen Sie das Programm python selbst, nicht seinen Ordner.</translation>
  </message>
  <message>
   <source>Install it with: {program} -m pip install numpy {package}</source>
   <translation>Installieren Sie es mit: {program} -m pip install numpy {package}</translation>
  </message>
  <message>
   <source>The Python {python} has no {package}.</source>
   <translation>Das Python {python} hat kein {package}.</translation>
  </message>
  <message>
   <source>Install it with: {program} -m pip install {package}</source>
   <translation>Installieren Sie es mit: {program} -m pip install {package}</translation>
  </message>
  <message>
   <source>{python} is not a Python.</source>
   <translation>{python} ist kein Python.</translation>
  </message>
  <message>
   <source>Choose the python program of a Python from 3.9 on.</source>
   <translation>Wählen Sie das Programm python eines Python ab 3.9.</translation>
  </message>
  <message>
   <source>not installed</source>
   <translation>nicht installiert</translation>
  </message>
  <message>
   <source>{version}: runs nothing</source>
   <translation>{version}: führt nichts aus</translation>
  </message>
  <message>
   <source>{python} is not a Python that can be used.</source>
   <translation>{python} ist kein Python, das sich nutzen lässt.</translation>
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
   <source>{python} is Python {major}.{minor}.</source>
   <translation>{python} ist Python {major}.{minor}.</translation>
  </message>
  <message>
   <source>SpecGAN needs Python 3.9 or later.</source>
   <translation>SpecGAN braucht Python 3.9 oder neuer.</translation>
  </message>
  <message>
   <source>The Python {incomplete} lacks its parts venv and ensurepip, which make environments.</source>
   <translation>Dem Python {incomplete} fehlen seine Teile venv und ensurepip, mit denen Umgebungen angelegt werden.</translation>
  </message>
  <message>
   <source>On Debian or Ubuntu install them with: sudo apt install python3-venv (or python{number}-venv). Or choose an own Python that has onnxruntime.</source>
   <translation>Auf Debian oder Ubuntu installieren Sie sie mit: sudo apt install python3-venv (oder python{number}-venv). Oder wählen Sie ein eigenes Python, das onnxruntime hat.</translation>
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
   <source>The runtime could not be installed.</source>
   <translation>Die Laufzeit ließ sich nicht installieren.</translation>
  </message>
  <message>
   <source>Try again; if it fails again, report it with the details.</source>
   <translation>Versuchen Sie es noch einmal; geht es wieder schief, melden Sie es mit den Einzelheiten.</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be used for the runtime.</source>
   <translation>Der Ordner {folder} lässt sich nicht für die Laufzeit nutzen.</translation>
  </message>
  <message>
   <source>See that the QGIS profile folder exists and is writable.</source>
   <translation>Sehen Sie nach, ob der Ordner des QGIS-Profils da ist und in ihn geschrieben werden darf.</translation>
  </message>
  <message>
   <source>The proxy did not let the download through.</source>
   <translation>Der Proxy ließ das Herunterladen nicht durch.</translation>
  </message>
  <message>
   <source>Check address, user and password of the proxy in QGIS's network settings, or install from a folder of wheels.</source>
   <translation>Prüfen Sie Adresse, Benutzer und Passwort des Proxys in den Netzwerkeinstellungen von QGIS, oder installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>The proxy is a SOCKS proxy, which pip cannot use.</source>
   <translation>Der Proxy ist ein SOCKS-Proxy, den pip nicht benutzen kann.</translation>
  </message>
  <message>
   <source>Use an HTTP proxy, or install from a folder of wheels.</source>
   <translation>Nehmen Sie einen HTTP-Proxy, oder installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>The package index could not be trusted: its certificate was refused.</source>
   <translation>Dem Paketindex war nicht zu trauen: Sein Zertifikat wurde abgelehnt.</translation>
  </message>
  <message>
   <source>Where the network inspects traffic, give its certificate to pip (environment variable PIP_CERT), or install from a folder of wheels.</source>
   <translation>Wo das Netzwerk den Verkehr mitliest, geben Sie pip dessen Zertifikat (Umgebungsvariable PIP_CERT), oder installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>The package index cannot be reached.</source>
   <translation>Der Paketindex ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>Check the internet connection and the proxy and try again; without internet install from a folder of wheels.</source>
   <translation>Prüfen Sie die Internetverbindung und den Proxy, und versuchen Sie es noch einmal; ohne Internet installieren Sie aus einem Ordner mit Wheels.</translation>
  </message>
  <message>
   <source>This Python lacks its parts venv and ensurepip, which make environments.</source>
   <translation>Diesem Python fehlen seine Teile venv und ensurepip, mit denen Umgebungen angelegt werden.</translation>
  </message>
  <message>
   <source>On Debian or Ubuntu install them with: sudo apt install python3-venv. Or choose an own Python.</source>
   <translation>Auf Debian oder Ubuntu installieren Sie sie mit: sudo apt install python3-venv. Oder wählen Sie ein eigenes Python.</translation>
  </message>
  <message>
   <source>A downloaded package is damaged.</source>
   <translation>Ein heruntergeladenes Paket ist beschädigt.</translation>
  </message>
  <message>
   <source>Try again; if it comes from a folder of wheels, copy the wheels again.</source>
   <translation>Versuchen Sie es noch einmal; kommt es aus einem Ordner mit Wheels, so kopieren Sie die Wheels noch einmal.</translation>
  </message>
  <message>
   <source>A file of the environment could not be written.</source>
   <translation>Eine Datei der Umgebung ließ sich nicht schreiben.</translation>
  </message>
  <message>
   <source>Close other QGIS windows and see that the QGIS profile folder is writable, then try again.</source>
   <translation>Schließen Sie andere QGIS-Fenster, und sehen Sie nach, ob in den Ordner des QGIS-Profils geschrieben werden darf; versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>The folder {wheels} has no wheel of {package} for this Python and system.</source>
   <translation>Der Ordner {wheels} hat kein Wheel von {package} für dieses Python und System.</translation>
  </message>
  <message>
   <source>Fill it on a machine with internet, with the same system and Python version: {command}</source>
   <translation>Füllen Sie ihn auf einem Rechner mit Internet, mit demselben System und derselben Python-Version: {command}</translation>
  </message>
  <message>
   <source>The package index has no {package} for this Python and system.</source>
   <translation>Der Paketindex hat kein {package} für dieses Python und System.</translation>
  </message>
  <message>
   <source>Build the environment on another Python (3.10 to 3.13 are best), or choose an own Python.</source>
   <translation>Legen Sie die Umgebung auf einem anderen Python an (3.10 bis 3.13 sind am besten), oder wählen Sie ein eigenes Python.</translation>
  </message>
  <message>
   <source>{command} cannot be used.</source>
   <translation>{command} lässt sich nicht nutzen.</translation>
  </message>
  <message>
   <source>Choose the python program of a working Python from 3.9 on.</source>
   <translation>Wählen Sie das Programm python eines funktionierenden Python ab 3.9.</translation>
  </message>
  <message>
   <source>{command} cannot be started.</source>
   <translation>{command} lässt sich nicht starten.</translation>
  </message>
  <message>
   <source>{command} did not answer within {seconds:.0f} seconds.</source>
   <translation>{command} hat innerhalb von {seconds:.0f} Sekunden nicht geantwortet.</translation>
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
   <source>{package} was installed, but a small model does not run with it.</source>
   <translation>{package} wurde installiert, aber ein kleines Modell läuft damit nicht.</translation>
  </message>
  <message>
   <source>On Windows install the Microsoft Visual C++ Redistributable; else report it with the details.</source>
   <translation>Unter Windows installieren Sie das Microsoft Visual C++ Redistributable; sonst melden Sie es mit den Einzelheiten.</translation>
  </message>
  <message>
   <source>There are no wheels in the folder {wheels}.</source>
   <translation>Im Ordner {wheels} sind keine Wheels.</translation>
  </message>
  <message>
   <source>The disk of {folder} has {free:.1f} GB free, too little for the runtime.</source>
   <translation>Auf der Platte von {folder} sind {free:.1f} GB frei, zu wenig für die Laufzeit.</translation>
  </message>
  <message>
   <source>Free some space, so that there are {needed:.1f} GB, and try again.</source>
   <translation>Schaffen Sie Platz, so dass {needed:.1f} GB frei sind, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Base: {base}; packages: {packages}; card: {card}</source>
   <translation>Grundlage: {base}; Pakete: {packages}; Karte: {card}</translation>
  </message>
  <message>
   <source>Base: {base}; packages: {packages}; card: none</source>
   <translation>Grundlage: {base}; Pakete: {packages}; Karte: keine</translation>
  </message>
  <message>
   <source>Without internet, run this on a machine with the same system and Python: {command}</source>
   <translation>Ohne Internet: Führen Sie dies auf einem Rechner mit demselben System und Python aus: {command}</translation>
  </message>
  <message>
   <source>Trying what was installed ...</source>
   <translation>Was installiert wurde, wird ausprobiert ...</translation>
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
   <source>Found {package} {runs}</source>
   <translation>Gefunden: {package} {runs}</translation>
  </message>
  <message>
   <source>The card {card} cannot be used yet, models run on the CPU. {problem}</source>
   <translation>Die Karte {card} lässt sich noch nicht nutzen, Modelle laufen auf der CPU. {problem}</translation>
  </message>
  <message>
   <source>The card {card} cannot be used yet, models run on the CPU.</source>
   <translation>Die Karte {card} lässt sich noch nicht nutzen, Modelle laufen auf der CPU.</translation>
  </message>
  <message>
   <source>Writing {path} failed: too many files are open.</source>
   <translation>{path} ließ sich nicht schreiben: Es sind zu viele Dateien offen.</translation>
  </message>
  <message>
   <source>Close other programs or layers, or raise the system's limit (ulimit -n).</source>
   <translation>Schließen Sie andere Programme oder Layer, oder erhöhen Sie die Grenze des Systems (ulimit -n).</translation>
  </message>
  <message>
   <source>Writing {path} failed: you may not write there, or another program has the file open.</source>
   <translation>{path} ließ sich nicht schreiben: Sie dürfen dort nicht schreiben, oder ein anderes Programm hat die Datei offen.</translation>
  </message>
  <message>
   <source>Choose another folder, or close the other program.</source>
   <translation>Wählen Sie einen anderen Ordner, oder schließen Sie das andere Programm.</translation>
  </message>
  <message>
   <source>Writing {path} failed.</source>
   <translation>{path} ließ sich nicht schreiben.</translation>
  </message>
  <message>
   <source>The system says: {said}.</source>
   <translation>Das System meldet: {said}.</translation>
  </message>
  <message>
   <source>Writing {path} failed: PROJ has no database (proj.db) of coordinate reference systems that it can read.</source>
   <translation>{path} ließ sich nicht schreiben: PROJ hat keine lesbare Datenbank (proj.db) der Koordinatenbezugssysteme.</translation>
  </message>
  <message>
   <source>The environment of QGIS names that of another installation: remove {variables} from it.</source>
   <translation>Die Umgebung von QGIS nennt die einer anderen Installation: Entfernen Sie {variables} daraus.</translation>
  </message>
  <message>
   <source>Repair the installation of QGIS, or set PROJ_DATA to the folder with its proj.db.</source>
   <translation>Reparieren Sie die Installation von QGIS, oder setzen Sie PROJ_DATA auf den Ordner mit ihrer proj.db.</translation>
  </message>
  <message>
   <source>Writing {path} failed: the disk is full.</source>
   <translation>{path} ließ sich nicht schreiben: Die Platte ist voll.</translation>
  </message>
  <message>
   <source>Free some space, or choose another disk.</source>
   <translation>Machen Sie Platz, oder wählen Sie eine andere Platte.</translation>
  </message>
  <message>
   <source>Writing {path} failed: your share of the disk (quota) is used up.</source>
   <translation>{path} ließ sich nicht schreiben: Ihr Anteil an der Platte (Quota) ist aufgebraucht.</translation>
  </message>
  <message>
   <source>Delete files of yours there, or choose another disk.</source>
   <translation>Löschen Sie dort eigene Dateien, oder wählen Sie eine andere Platte.</translation>
  </message>
  <message>
   <source>Writing {path} failed: the file system, or a limit of the system, allows no file as large as that.</source>
   <translation>{path} ließ sich nicht schreiben: Das Dateisystem oder eine Grenze des Systems lässt keine so große Datei zu.</translation>
  </message>
  <message>
   <source>Choose a disk with another file system (FAT32 allows 4 GB a file), raise the limit (ulimit -f), or choose a smaller extent.</source>
   <translation>Wählen Sie eine Platte mit einem anderen Dateisystem (FAT32 erlaubt 4 GB je Datei), erhöhen Sie die Grenze (ulimit -f), oder wählen Sie eine kleinere Ausdehnung.</translation>
  </message>
  <message>
   <source>Writing {path} failed: the disk is read-only.</source>
   <translation>{path} ließ sich nicht schreiben: Die Platte ist schreibgeschützt.</translation>
  </message>
  <message>
   <source>Choose another disk.</source>
   <translation>Wählen Sie eine andere Platte.</translation>
  </message>
  <message>
   <source>Writing {path} failed: the file system allows no name as long as that.</source>
   <translation>{path} ließ sich nicht schreiben: Das Dateisystem lässt keinen so langen Namen zu.</translation>
  </message>
  <message>
   <source>Choose a shorter file name.</source>
   <translation>Wählen Sie einen kürzeren Dateinamen.</translation>
  </message>
  <message>
   <source>Writing {path} failed: the folder {folder} does not exist.</source>
   <translation>{path} ließ sich nicht schreiben: Den Ordner {folder} gibt es nicht.</translation>
  </message>
  <message>
   <source>Make it, or choose another one.</source>
   <translation>Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>Check the disk and the folder.</source>
   <translation>Prüfen Sie Platte und Ordner.</translation>
  </message>
  <message>
   <source>The Python package {package} is missing.</source>
   <translation>Das Python-Paket {package} fehlt.</translation>
  </message>
  <message>
   <source>Install it, or use the project's environment.</source>
   <translation>Installieren Sie es, oder nehmen Sie die Umgebung des Projekts.</translation>
  </message>
  <message>
   <source>A file</source>
   <translation>Eine Datei</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be made.</source>
   <translation>Der Ordner {folder} lässt sich nicht anlegen.</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>Another job is writing {output}.</source>
   <translation>Ein anderer Auftrag schreibt gerade {output}.</translation>
  </message>
  <message>
   <source>Wait until it has ended, or choose another output file.</source>
   <translation>Warten Sie, bis er zu Ende ist, oder wählen Sie eine andere Ausgabedatei.</translation>
  </message>
  <message>
   <source>An interrupted run left finished parts, but they do not fit this job: {changed} changed. Starting over.</source>
   <translation>Ein unterbrochener Lauf hat fertige Teile hinterlassen, aber sie passen nicht zu diesem Auftrag. Anders ist: {changed}. Es wird von vorn begonnen.</translation>
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
   <source>{name}: {value} is not a raster layer that QGIS can open.</source>
   <translation>{name}: {value} ist kein Rasterlayer, den QGIS öffnen kann.</translation>
  </message>
  <message>
   <source>Choose a raster layer or an existing raster file.</source>
   <translation>Wählen Sie einen Rasterlayer oder eine vorhandene Rasterdatei.</translation>
  </message>
  <message>
   <source>WAVELENGTHS is {text!r}, which is no list of numbers.</source>
   <translation>WAVELENGTHS ist {text!r}, das ist keine Liste von Zahlen.</translation>
  </message>
  <message>
   <source>Write nm like 460,480,500.</source>
   <translation>Schreiben Sie nm wie 460,480,500.</translation>
  </message>
  <message>
   <source>The layer {name} comes from a {service} service, not from a raster file.</source>
   <translation>Der Layer {name} kommt von einem Dienst ({service}), nicht aus einer Rasterdatei.</translation>
  </message>
  <message>
   <source>The extent is empty.</source>
   <translation>Die Ausdehnung ist leer.</translation>
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
   <source>The scale {scale} cannot be prepared for.</source>
   <translation>Für den Faktor {scale} lässt sich nichts vorbereiten.</translation>
  </message>
  <message>
   <source>Use a power of two, such as 16 or 32.</source>
   <translation>Nehmen Sie eine Zweierpotenz, etwa 16 oder 32.</translation>
  </message>
  <message>
   <source>The parts held out must be at least 0 and together below 1.</source>
   <translation>Die zurückgehaltenen Anteile müssen mindestens 0 und zusammen unter 1 sein.</translation>
  </message>
  <message>
   <source>Use for example 0.1 for validation.</source>
   <translation>Nehmen Sie zum Beispiel 0.1 zum Prüfen.</translation>
  </message>
  <message>
   <source>The simulated pixel sizes do not work.</source>
   <translation>Die simulierten Pixelgrößen gehen nicht.</translation>
  </message>
  <message>
   <source>Use for example 0.15 to 0.35 m.</source>
   <translation>Nehmen Sie zum Beispiel 0.15 bis 0.35 m.</translation>
  </message>
  <message>
   <source>Simulated scenes of {size} pixels are too small.</source>
   <translation>Simulierte Szenen von {size} Pixel Breite sind zu klein.</translation>
  </message>
  <message>
   <source>Use for example 512.</source>
   <translation>Nehmen Sie zum Beispiel 512.</translation>
  </message>
  <message>
   <source>Simulated scenes need bands with a width.</source>
   <translation>Simulierte Szenen brauchen Kanäle mit einer Breite.</translation>
  </message>
  <message>
   <source>Use for example 20 nm.</source>
   <translation>Nehmen Sie zum Beispiel 20 nm.</translation>
  </message>
  <message>
   <source>The largest shift must be 0 to 32 LR pixels.</source>
   <translation>Die größte Verschiebung muss 0 bis 32 LR-Pixel sein.</translation>
  </message>
  <message>
   <source>Use for example 1.</source>
   <translation>Nehmen Sie zum Beispiel 1.</translation>
  </message>
  <message>
   <source>The PSF must be 0 to 4 LR pixels wide.</source>
   <translation>Die PSF muss 0 bis 4 LR-Pixel breit sein.</translation>
  </message>
  <message>
   <source>Use 0 for plain averages.</source>
   <translation>Nehmen Sie 0 für einfache Mittel.</translation>
  </message>
  <message>
   <source>Blocks of {block} pixels are too small.</source>
   <translation>Blöcke von {block} Pixel Breite sind zu klein.</translation>
  </message>
  <message>
   <source>Use at least {scale}, or 0 for none.</source>
   <translation>Nehmen Sie mindestens {scale}, oder 0 für keine.</translation>
  </message>
  <message>
   <source>The seed must not be negative.</source>
   <translation>Der Startwert darf nicht negativ sein.</translation>
  </message>
  <message>
   <source>Use a seed of 0 or more.</source>
   <translation>Nehmen Sie einen Startwert von 0 oder mehr.</translation>
  </message>
  <message>
   <source>The wavelengths are {text!r}, which is no list of numbers.</source>
   <translation>Die Wellenlängen sind {text!r}, das ist keine Liste von Zahlen.</translation>
  </message>
  <message>
   <source>Write them like 460,480,500.</source>
   <translation>Schreiben Sie sie wie 460,480,500.</translation>
  </message>
  <message>
   <source>{name}: to train on</source>
   <translation>{name}: zum Trainieren</translation>
  </message>
  <message>
   <source>{name}: held out for validation</source>
   <translation>{name}: zurückgehalten zum Prüfen</translation>
  </message>
  <message>
   <source>{name}: held out for testing</source>
   <translation>{name}: zurückgehalten zum Testen</translation>
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
   <source>{folder} already holds training data.</source>
   <translation>{folder} enthält schon Trainingsdaten.</translation>
  </message>
  <message>
   <source>Choose another folder; train takes several.</source>
   <translation>Wählen Sie einen anderen Ordner; trainiert werden kann mit mehreren.</translation>
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
   <source>{group}: {train} scenes to train on, {held_out} held out</source>
   <translation>{group}: Szenen zum Trainieren: {train}, zurückgehalten: {held_out}</translation>
  </message>
  <message>
   <source>{refused} left out</source>
   <translation>{refused} ausgelassen</translation>
  </message>
  <message>
   <source>{rgb} and {hsi} share no valid ground.</source>
   <translation>{rgb} und {hsi} haben kein gültiges Gebiet gemeinsam.</translation>
  </message>
  <message>
   <source>{rgb} is too small.</source>
   <translation>{rgb} ist zu klein.</translation>
  </message>
  <message>
   <source>Two rasters are called {name}.</source>
   <translation>Zwei Raster heißen {name}.</translation>
  </message>
  <message>
   <source>Give them different groups, in two runs.</source>
   <translation>Geben Sie ihnen verschiedene Gruppen, in zwei Läufen.</translation>
  </message>
  <message>
   <source>{reason} It is left out.</source>
   <translation>{reason} Es wird ausgelassen.</translation>
  </message>
  <message>
   <source>{name}: no valid cell, left out</source>
   <translation>{name}: keine gültige Zelle, ausgelassen</translation>
  </message>
  <message>
   <source>{name}: HSI moved by {moved} cells</source>
   <translation>{name}: HSI um {moved} Zellen verschoben</translation>
  </message>
  <message>
   <source>{name}: HSI and RGB hardly match (correlation {correlation:.2f}), and no shift makes it better. See that both show the same ground.</source>
   <translation>{name}: HSI und RGB passen kaum zusammen (Korrelation {correlation:.2f}), und keine Verschiebung macht es besser. Prüfen Sie, ob beide dasselbe Gebiet zeigen.</translation>
  </message>
  <message>
   <source>{hsi} lies about {col:+.1f} LR pixels across and {row:+.1f} down beside {rgb}, more than the limit of {limit:g}.</source>
   <translation>{hsi} liegt etwa {col:+.1f} LR-Pixel quer und {row:+.1f} nach unten neben {rgb}, mehr als die Grenze von {limit:g}.</translation>
  </message>
  <message>
   <source>Correct the georeference of one of them, or raise the limit of the registration.</source>
   <translation>Berichtigen Sie die Georeferenz von einem der beiden, oder erhöhen Sie die größte Verschiebung.</translation>
  </message>
  <message>
   <source>{path} holds one value only, or none.</source>
   <translation>{path} enthält nur einen einzigen Wert oder gar keinen.</translation>
  </message>
  <message>
   <source>Leave it out.</source>
   <translation>Lassen Sie es weg.</translation>
  </message>
  <message>
   <source>{rgb} has fewer than three bands.</source>
   <translation>{rgb} hat weniger als drei Kanäle.</translation>
  </message>
  <message>
   <source>Give an RGB raster.</source>
   <translation>Geben Sie ein RGB-Raster an.</translation>
  </message>
  <message>
   <source>{path}: {share:.2g} % of the pixels are exactly {value:g}, far from the rest: an undeclared nodata value? If so, give it as NODATA (--nodata).</source>
   <translation>{path}: {share:.2g} % der Pixel haben genau den Wert {value:g}, weit von den übrigen entfernt: ein Nodata-Wert, der nicht angegeben ist? Geben Sie ihn dann als NODATA an (--nodata).</translation>
  </message>
  <message>
   <source>No scene holds a whole crop of {size} x {size} valid pixels.</source>
   <translation>Keine Szene enthält einen ganzen Ausschnitt von {size} x {size} gültigen Pixeln.</translation>
  </message>
  <message>
   <source>Prepare larger scenes, or train a model with a smaller patch.</source>
   <translation>Bereiten Sie größere Szenen vor, oder trainieren Sie ein Modell mit kleineren Kacheln.</translation>
  </message>
  <message>
   <source>The shard {path} has HSI cells of {cell} pixels, which do not divide the scale {scale}.</source>
   <translation>Die Trainingsdatei {path} hat {cell} Pixel breite HSI-Zellen, die den Faktor {scale} nicht teilen.</translation>
  </message>
  <message>
   <source>Prepare the data with --scale {scale}.</source>
   <translation>Bereiten Sie die Daten mit --scale {scale} vor.</translation>
  </message>
  <message>
   <source>The shard {path} was made with a PSF for {cell}x, not for {scale}x.</source>
   <translation>Die Trainingsdatei {path} wurde mit einer PSF für {cell}x gemacht, nicht für {scale}x.</translation>
  </message>
  <message>
   <source>The shard {path} has {hsi_bands} HSI bands, the model takes {bands}.</source>
   <translation>Die Zahl der HSI-Kanäle der Trainingsdatei {path} ist {hsi_bands}, das Modell nimmt {bands}.</translation>
  </message>
  <message>
   <source>Prepare the data with the bands of the model (--wavelengths), or choose another model.</source>
   <translation>Bereiten Sie die Daten mit den Kanälen des Modells vor (--wavelengths), oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>{folder} holds no readable training data ({manifest}).</source>
   <translation>{folder} enthält keine lesbaren Trainingsdaten ({manifest}).</translation>
  </message>
  <message>
   <source>Make it with `specgan prepare`.</source>
   <translation>Machen Sie welche mit `specgan prepare`.</translation>
  </message>
  <message>
   <source>The training shard {path} is missing or damaged.</source>
   <translation>Die Trainingsdatei {path} fehlt oder ist beschädigt.</translation>
  </message>
  <message>
   <source>Prepare the data again.</source>
   <translation>Bereiten Sie die Daten noch einmal vor.</translation>
  </message>
  <message>
   <source>{folder} holds no pair NAME_rgb.tif, NAME_hsi.tif.</source>
   <translation>{folder} enthält kein Paar NAME_rgb.tif, NAME_hsi.tif.</translation>
  </message>
  <message>
   <source>Check the folder and the names of its files, or name the two files themselves.</source>
   <translation>Prüfen Sie den Ordner und die Namen seiner Dateien, oder nennen Sie die beiden Dateien selbst.</translation>
  </message>
  <message>
   <source>{folder} holds no .tif file.</source>
   <translation>{folder} enthält keine .tif-Datei.</translation>
  </message>
  <message>
   <source>Check the folder.</source>
   <translation>Prüfen Sie den Ordner.</translation>
  </message>
  <message>
   <source>{folder} holds no scene CLASS/NAME.webp.</source>
   <translation>{folder} enthält keine Szene KLASSE/NAME.webp.</translation>
  </message>
  <message>
   <source>{path} has no number at the end of its name.</source>
   <translation>Der Name von {path} endet nicht mit einer Nummer.</translation>
  </message>
  <message>
   <source>Name scenes like forest07.webp.</source>
   <translation>Szenen so benennen: forest07.webp.</translation>
  </message>
  <message>
   <source>{name}: {scale}x, {bands} HSI bands; written to {folder}</source>
   <translation>{name}: {scale}x, HSI-Kanäle: {bands}; geschrieben nach {folder}</translation>
  </message>
  <message>
   <source>{name!r} cannot be the name of a model.</source>
   <translation>{name!r} kann nicht der Name eines Modells sein.</translation>
  </message>
  <message>
   <source>Take up to 80 letters, digits, dots, hyphens and underscores, without spaces.</source>
   <translation>Nehmen Sie bis zu 80 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche, ohne Leerzeichen.</translation>
  </message>
  <message>
   <source>There is a model {name} already.</source>
   <translation>Ein Modell {name} gibt es schon.</translation>
  </message>
  <message>
   <source>Choose another name, or remove the installed model first.</source>
   <translation>Wählen Sie einen anderen Namen, oder entfernen Sie erst das installierte Modell.</translation>
  </message>
  <message>
   <source>The model was refused: {problem}.</source>
   <translation>Das Modell wurde abgelehnt: {problem}.</translation>
  </message>
  <message>
   <source>its result has the shape {shape}</source>
   <translation>sein Ergebnis hat die Form {shape}</translation>
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
   <source>The model could not be converted in {python}.</source>
   <translation>Das Modell ließ sich in {python} nicht umwandeln.</translation>
  </message>
  <message>
   <source>Open SpecGAN's runtime set-up and set it up again with PyTorch.</source>
   <translation>Öffnen Sie „Laufzeit einrichten“ von SpecGAN, und richten Sie sie noch einmal ein, mit PyTorch.</translation>
  </message>
  <message>
   <source>The output {output} is not named as an ONNX file.</source>
   <translation>Die Ausgabe {output} ist nicht wie eine ONNX-Datei benannt.</translation>
  </message>
  <message>
   <source>Choose a name that ends in .onnx.</source>
   <translation>Wählen Sie einen Namen, der auf .onnx endet.</translation>
  </message>
  <message>
   <source>{name}: {scale}x, patches of {in_size} LR pixels, {bands} HSI bands</source>
   <translation>{name}: {scale}x, Kachelgröße {in_size} LR-Pixel, HSI-Kanäle: {bands}</translation>
  </message>
  <message>
   <source>torch and onnxruntime differ by at most {difference:.1e}; written to {output}</source>
   <translation>torch und onnxruntime weichen um höchstens {difference:.1e} voneinander ab; geschrieben nach {output}</translation>
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
   <source>onnxruntime's answer differs from torch's by {judged:.2e}, more than {bound:.0e}.</source>
   <translation>Die Antwort von onnxruntime weicht um {judged:.2e} von der von torch ab, mehr als {bound:.0e}.</translation>
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
   <source>The result {path} cannot be opened.</source>
   <translation>Das Ergebnis {path} lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>Look whether the file is still there.</source>
   <translation>Sehen Sie nach, ob die Datei noch da ist.</translation>
  </message>
 </context>
</TS>
