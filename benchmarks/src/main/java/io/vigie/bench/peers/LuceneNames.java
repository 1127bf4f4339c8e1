package io.vigie.bench.peers;

import io.vigie.v1.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/** Lucene in the process: one merged segment, mapped into memory; a fuzzy query for each word, either may match. */
final class LuceneNames implements NameIndex {
    private static final String NAME = "name";
    private static final String INDEX = "index";

    private final Path folder;
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final int[] indexes;
    private final Edits edits;

    /** How many edits a word may have. */
    enum Edits {
        /** One, which is all that the questions hold: the fastest that can find them. */
        ONE {
            @Override
            int of(String word) {
                return 1;
            }
        },
        /** As search engines on Lucene set it by default: none below three letters, one below six, two from there. */
        AUTO {
            @Override
            int of(String word) {
                return word.length() < 3 ? 0 : word.length() < 6 ? 1 : 2;
            }
        };

        abstract int of(String word);
    }

    private LuceneNames(Path folder, Edits edits) throws IOException {
        this.folder = folder;
        this.edits = edits;
        directory = new MMapDirectory(folder);
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        indexes = new int[reader.maxDoc()];
        NumericDocValues values = MultiDocValues.getNumericValues(reader, INDEX);
        while (values.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
            indexes[values.docID()] = (int) values.longValue();
        }
    }

    /** Builds the index in a temporary folder that closing removes. */
    static LuceneNames build(TwoWordNames names, Edits edits) throws IOException {
        Path folder = Files.createTempDirectory("vigie-bench-lucene");
        try (Directory directory = new MMapDirectory(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
            for (int i = 0; i < names.count(); i++) {
                Name name = names.name(i);
                Document document = new Document();
                document.add(new TextField(NAME, name.getGiven() + " " + name.getSurname(), Field.Store.NO));
                document.add(new NumericDocValuesField(INDEX, i));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return new LuceneNames(folder, edits);
    }

    @Override
    public int[] find(TwoWordNames.Asked asked, int limit) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : List.of(asked.given(), asked.surname())) {
            String term = word.toLowerCase(Locale.ROOT);
            query.add(new FuzzyQuery(new Term(NAME, term), edits.of(term)), BooleanClause.Occur.SHOULD);
        }
        ScoreDoc[] found = searcher.search(query.build(), limit).scoreDocs;
        int[] people = new int[found.length];
        for (int i = 0; i < found.length; i++) {
            people[i] = indexes[found[i].doc];
        }
        return people;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
