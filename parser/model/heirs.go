package model

// Heirs returns the types that derive from t, directly or by way of others, each
// once, the nearest first. Pages may have them in a circle.
func (t *Type) Heirs() []*Type {
	seen := map[*Type]bool{t: true}
	var list []*Type
	for todo := t.Derived; len(todo) > 0; todo = todo[1:] {
		heir := todo[0]
		if seen[heir] {
			continue
		}
		seen[heir] = true
		list = append(list, heir)
		todo = append(todo[:len(todo):len(todo)], heir.Derived...)
	}
	return list
}
