import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Writes the text of each PDF given beside it, in the order drawn and sorted by position. */
public class Strip {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            try (PDDocument document = PDDocument.load(new File(name))) {
                for (boolean sorted : new boolean[] {false, true}) {
                    PDFTextStripper stripper = new PDFTextStripper();
                    stripper.setSortByPosition(sorted);
                    File out = new File(name + (sorted ? ".pdfbox2_sort" : ".pdfbox2"));
                    Files.write(out.toPath(), stripper.getText(document).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }
}
