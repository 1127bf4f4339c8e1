package io.vigie.server.store;

/** Is told of every page and entry that cannot be followed. */
public interface PageDamage {
    /**
     * @param table as it is named on disk
     * @param what is wrong, without any content
     */
    void damaged(String table, String what);
}
